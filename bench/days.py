#!/usr/bin/env python3
"""Days of publication in many languages: pages written here, each with one place that tells its day, read by the program.

usage: days.py BINARY [--all]      (--all lists what is not right; BINARY is called as BINARY analyze FILE.jsonl)

For every language there is a page for every kind of markup. A page is right when its day is; it is bounded when an interval holds the day.
What must not happen is a day or an interval without the right day: such pages are counted as false. Standard library only.
"""
import json, os, subprocess, sys, tempfile

# language: headline, paragraphs, date line, date line with a change two days later, numeric date line. The day is 14 September 2031, a Sunday.
PAGES = {
    "de": ("Fähre am Sund gestrandet", "Die Fähre lief am Sonntagabend bei starkem Wind auf eine Sandbank, teilte das Hafenamt mit. Alle neunzig Menschen an Bord gingen über eine Leiter an Land, niemand wurde verletzt.",
           "Sonntag, 14. September 2031, 19.30 Uhr", "Veröffentlicht am 14. September 2031, aktualisiert am 16. September 2031", "14.09.2031"),
    "fr": ("Le bac s'échoue dans le détroit", "Le bac s'est échoué dimanche soir sur un banc de sable par vent fort, a indiqué la capitainerie. Les quatre-vingt-dix passagers sont descendus par une échelle et personne n'a été blessé.",
           "Dimanche 14 septembre 2031 à 19h30", "Publié le 14 septembre 2031 à 19h30, mis à jour le 16 septembre 2031 à 8h00", "14/09/2031"),
    "es": ("El transbordador encalla en el estrecho", "El transbordador encalló el domingo por la noche en un banco de arena con viento fuerte, informó la capitanía. Las noventa personas a bordo bajaron por una escalera y no hubo heridos.",
           "14 de septiembre de 2031", "Publicado el 14 de septiembre de 2031. Actualizado el 16 de septiembre de 2031", "14/09/2031"),
    "it": ("Traghetto arenato nello stretto", "Il traghetto si è arenato domenica sera su un banco di sabbia per il forte vento, ha detto la capitaneria. Le novanta persone a bordo sono scese da una scala e nessuno è rimasto ferito.",
           "domenica 14 settembre 2031", "Pubblicato il 14 settembre 2031, aggiornato il 16 settembre 2031", "14/09/2031"),
    "nl": ("Veerboot vastgelopen in de zeestraat", "De veerboot liep zondagavond bij harde wind vast op een zandbank, meldde de havendienst. De negentig mensen aan boord gingen over een ladder aan land en niemand raakte gewond.",
           "zondag 14 september 2031, 19:30 uur", "Gepubliceerd op 14 september 2031, bijgewerkt op 16 september 2031", "14-09-2031"),
    "pt": ("Balsa encalha no estreito", "A balsa encalhou na noite de domingo num banco de areia por causa do vento forte, informou a capitania. As noventa pessoas a bordo desceram por uma escada e ninguém ficou ferido.",
           "14 de setembro de 2031", "Publicado em 14 de setembro de 2031, atualizado em 16 de setembro de 2031", "14/09/2031"),
    "pl": ("Prom osiadł na mieliźnie", "Prom osiadł w niedzielę wieczorem na mieliźnie przy silnym wietrze, podał kapitanat portu. Dziewięćdziesiąt osób zeszło po drabinie na ląd i nikt nie został ranny.",
           "14 września 2031, 19:30", "Opublikowano 14 września 2031, aktualizacja 16 września 2031", "14.09.2031"),
    "cs": ("Přívoz uvázl na mělčině", "Přívoz v neděli večer uvázl při silném větru na mělčině, oznámil přístavní úřad. Devadesát lidí sestoupilo po žebříku na břeh a nikdo nebyl zraněn.",
           "neděle 14. září 2031", "Publikováno 14. září 2031, aktualizováno 16. září 2031", "14. 9. 2031"),
    "sv": ("Färjan gick på grund i sundet", "Färjan gick på söndagskvällen på grund i hård vind, uppgav hamnkontoret. De nittio personerna ombord tog sig i land på en stege och ingen skadades.",
           "Söndag 14 september 2031 kl. 19.30", "Publicerad 14 september 2031, uppdaterad 16 september 2031", "2031-09-14"),
    "da": ("Færge på grund i sundet", "Færgen gik søndag aften på grund i kraftig blæst, oplyste havnekontoret. De halvfems mennesker om bord kom i land ad en stige, og ingen kom til skade.",
           "Søndag den 14. september 2031", "Udgivet 14. september 2031, opdateret 16. september 2031", "14.09.2031"),
    "fi": ("Lautta ajoi karille salmessa", "Lautta ajoi sunnuntai-iltana kovassa tuulessa hiekkasärkälle, satamatoimisto kertoi. Yhdeksänkymmentä ihmistä pääsi tikkaita pitkin maihin eikä kukaan loukkaantunut.",
           "Sunnuntai 14. syyskuuta 2031 klo 19.30", "Julkaistu 14. syyskuuta 2031, päivitetty 16. syyskuuta 2031", "14.9.2031"),
    "tr": ("Feribot boğazda karaya oturdu", "Feribot pazar akşamı sert rüzgârda kum setine oturdu, liman dairesi bildirdi. Gemideki doksan kişi bir merdivenle karaya çıktı ve kimse yaralanmadı.",
           "14 Eylül 2031 Pazar", "Yayınlanma: 14 Eylül 2031 - Güncelleme: 16 Eylül 2031", "14.09.2031"),
    "ru": ("Паром сел на мель в проливе", "Паром сел на мель в воскресенье вечером при сильном ветре, сообщила администрация порта. Девяносто человек сошли на берег по лестнице, никто не пострадал.",
           "14 сентября 2031 г., 19:30", "Опубликовано 14 сентября 2031, обновлено 16 сентября 2031", "14.09.2031"),
    "uk": ("Пором сів на мілину в протоці", "Пором сів на мілину в неділю ввечері за сильного вітру, повідомила адміністрація порту. Дев'яносто людей зійшли на берег драбиною, ніхто не постраждав.",
           "14 вересня 2031, 19:30", "Опубліковано 14 вересня 2031, оновлено 16 вересня 2031", "14.09.2031"),
    "el": ("Πορθμείο προσάραξε στο στενό", "Το πορθμείο προσάραξε το βράδυ της Κυριακής σε αμμώδη ύφαλο με ισχυρό άνεμο, ανακοίνωσε το λιμεναρχείο. Οι ενενήντα επιβάτες κατέβηκαν με σκάλα και κανείς δεν τραυματίστηκε.",
           "Κυριακή 14 Σεπτεμβρίου 2031", "Δημοσιεύτηκε 14 Σεπτεμβρίου 2031, ενημερώθηκε 16 Σεπτεμβρίου 2031", "14/09/2031"),
    "ar": ("جنوح عبارة في المضيق", "جنحت العبارة مساء الأحد على حاجز رملي بسبب الرياح القوية، حسبما قالت إدارة الميناء. ونزل التسعون راكبا على سلم ولم يصب أحد بأذى.",
           "الأحد 14 سبتمبر 2031", "نشر في 14 سبتمبر 2031، آخر تحديث 16 سبتمبر 2031", "14/09/2031"),
    "he": ("מעבורת עלתה על שרטון במצר", "המעבורת עלתה ביום ראשון בערב על שרטון ברוח חזקה, מסרה רשות הנמל. תשעים האנשים שעל הסיפון ירדו בסולם ואיש לא נפגע.",
           "14 בספטמבר 2031", "פורסם: 14 בספטמבר 2031, עודכן: 16 בספטמבר 2031", "14/09/2031"),
    "zh": ("渡轮在海峡搁浅", "港务局表示，渡轮星期日晚上在大风中搁浅在沙洲上。船上九十人沿梯子上岸，没有人受伤。当局将在天亮后把船拖走，航班暂停两天。",
           "2031年9月14日 19:30", "发布时间：2031年9月14日 更新时间：2031年9月16日", "2031-09-14"),
    "ja": ("フェリーが海峡で座礁", "港湾事務所によると、フェリーは日曜日の夜、強風の中で砂州に乗り上げた。乗っていた九十人ははしごで上陸し、けが人はいなかった。船は夜明けに引き出される。",
           "2031年9月14日 19時30分", "公開：2031年9月14日　更新：2031年9月16日", "2031/09/14"),
    "ko": ("해협에서 여객선 좌초", "항만청에 따르면 여객선이 일요일 저녁 강풍 속에 모래톱에 좌초했다. 배에 탄 아흔 명은 사다리로 내렸고 다친 사람은 없었다. 배는 날이 밝은 뒤 끌어낼 예정이다.",
           "2031년 9월 14일 19:30", "입력 2031년 9월 14일, 수정 2031년 9월 16일", "2031.09.14"),
    "en-GB": ("Ferry runs aground in the strait", "The ferry ran on to a sandbank in high wind on Sunday evening, the harbour office said. All ninety people on board went ashore over a ladder, and nobody was hurt.",
           "Sunday 14th September 2031, 7.30pm", "Published 14 September 2031, last updated 16 September 2031", "14/09/2031"),
    "en-US": ("Ferry runs aground in the strait", "The ferry ran onto a sandbank in high wind on Sunday evening, the harbor office said. All ninety people on board went ashore over a ladder, and nobody was hurt.",
           "Sept. 14, 2031, 7:30 p.m. EDT", "Published September 14, 2031 | Updated September 16, 2031", "09/14/2031"),
}
DAY = "2031-09-14"
OTHER = ("ld", "meta", "epoch", "itemprop", "time", "address")


def page(language, kind):
    title, text, line, both, numeric = PAGES[language]
    head = top = ""
    url = "https://www.example-harbour.test/a/ferry"
    if kind == "ld": head = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":%s,"dateModified":"2031-09-16T08:00:00Z","datePublished":"2031-09-14T19:30:00Z"}</script>' % json.dumps(title)
    if kind == "meta": head = '<meta property="article:published_time" content="2031-09-14T19:30:00Z"><meta property="article:modified_time" content="2031-09-16T08:00:00Z">'
    if kind == "epoch": head = '<meta name="publish-date" content="1947153600">'
    if kind == "itemprop": top = '<span itemprop="datePublished" content="2031-09-14">%s</span>' % line
    if kind == "time": top = '<time datetime="2031-09-14T19:30">%s</time>' % line
    if kind == "address": url = "https://www.example-harbour.test/2031/09/14/ferry"
    if kind == "line": top = '<p class="meta">%s</p>' % line
    if kind == "changed": top = '<div>%s</div>' % both
    if kind == "numeric": top = '<p>%s</p>' % numeric
    if kind == "apart": top = '<div><span>%s</span> <span>|</span> <span>Ada Holm</span></div>' % line
    html = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{top}<p>{text}</p><p>{text}</p></article></body></html>'
    teaser = '<aside class="related"><h3><a href="/b">%s</a></h3><time datetime="2031-08-01">%s</time></aside>' % (title[::-1], "2031-08-01")
    return {"id": f"{language} {kind}", "url": url, "html": html.replace("</body>", teaser + "</body>")}


def main():
    binary, everything = sys.argv[1], "--all" in sys.argv
    kinds = (*OTHER, "line", "changed", "numeric", "apart")
    rows = [page(language, kind) for language in PAGES for kind in kinds]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "days.jsonl")
        with open(path, "w", encoding="utf8") as out:
            for row in rows: out.write(json.dumps(row, ensure_ascii=False) + "\n")
        run = subprocess.run([*binary.split(), "analyze", path], stdout=subprocess.PIPE, check=True)
    found = {}
    for line in run.stdout.decode("utf8").splitlines():
        item = json.loads(line)
        found[item.get("id") or item["document"]["id"]] = item["document"].get("published") or {}
    right, bounded, false = 0, 0, []
    per = {}
    for row in rows:
        p = found.get(row["id"], {})
        value, lo, hi = (p.get(k) or "" for k in ("value", "earliest", "latest"))
        ok = value[:10] == DAY
        within = (not lo or lo[:10] <= DAY) and (not hi or DAY <= hi[:10]) and (not value or ok)
        right += ok
        bounded += not ok and within and bool(lo or hi)
        if not within: false.append(row["id"])
        kind = per.setdefault(row["id"].split()[1], [0, 0]); kind[0] += ok; kind[1] += 1
        if everything and not ok: print(row["id"], p)
    print(f"{len(PAGES)} languages, {len(rows)} pages: right {100 * right / len(rows):.1f} %, bounded {bounded}, false {len(false)} {false}")
    print("  ".join(f"{k} {a}/{b}" for k, (a, b) in per.items()))


main()
