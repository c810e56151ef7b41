//! Small good files of every format, from which the mutated ones are made. Those of compressed formats are kept in `fuzz/seeds/`.

/// A format to try.
pub struct Target {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The name of the file that is read: the extension plays a part.
    pub file: &'static str,
    /// Good files, and pieces to splice in.
    pub files: Vec<Vec<u8>>,
}

impl Target {
    /// `pages` for what the engine reads itself, `containers` for the rest.
    pub fn family(&self) -> &'static str {
        if ["html", "dump", "json-lines"].contains(&self.name) { "pages" } else { "containers" }
    }
}

const HTML: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dam bursts</title><meta property=\"og:site_name\" \
    content=\"Velm Courier\"><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"datePublished\": \"2031-05-05T09:00:00Z\"}</script>\
    </head><body><nav><ul><li><a href=\"/a\">Home</a></ul></nav><article><h1>Dam bursts</h1><p>The dam above the town of Velm burst on Monday, \
    the water board said.</p><table><tr><td>Dead</td><td>2</td></tr></table><figure><img src=\"a\"><figcaption>The dam</figcaption></figure>\
    <p>\u{201C}It held for years,\u{201D} said Ana Brook.</p></article><footer>\u{A9} 2031</footer></body></html>";

const DUMP: &str = "Skip to content\nHome | News | Sport\n\nDam bursts above Velm\nBy Ana Brook, Velm Courier\nMay 5, 2031 9:00 am\n\nVELM, May 5 (AP) - \
    The dam above the town burst on Monday.\n\nRead more: Ten walks\n\n\"It held for years,\" she said.\n\n\u{A9} 2031 Velm Courier. All rights reserved.\n";

const MHTML: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://velm.example/\r\nDate: Thu, 8 May 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The dam =\r\n\
    burst=2E</p><p>It rained.</p><p>Nobody was hurt.</p>\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--B--\r\n";

const MAIL: &str = "From: Ana Brook <ana@velm.example>\nTo: desk@velm.example\nSubject: =?utf-8?q?Dam_=E2=80=93_burst?=\nDate: Mon, 05 May 2031 22:15:00 -0700\n\
    MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nThe dam burst on Monday.\n--B\nContent-Type: message/rfc822\n\n\
    Subject: inner\nFrom: b@x.example\n\nIt holds now.\n--B--\n";

const FEED: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Velm Courier</title><item><title>Dam &amp; road</title>\
    <link>https://velm.example/1</link><pubDate>Mon, 05 May 2031 23:30:00 -0500</pubDate><content:encoded><![CDATA[<p>The dam burst on Monday, they said.</p>]]>\
    </content:encoded></item></channel></rss>";

const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>B</title><entry><title>Dam</title><link href=\"https://x.example/\"/><published>\
    2031-05-05T10:00:00Z</published><content type=\"html\">&lt;p&gt;The dam &#8220;burst&#8221; on Monday.&lt;/p&gt;</content></entry></feed>";

const LINES: &str = "{\"id\": \"x\", \"text\": \"The dam burst.\", \"published\": \"2031-05-02\"}\n{\"html\": \"<p>The dam burst on Monday.</p>\"}\n\
    {\"dump\": \"Menu\\n\\nThe dam burst on Monday, they said.\"}\n";

const TELEGRAM: &str = "{\"name\": \"Velm\", \"type\": \"public_channel\", \"messages\": [{\"id\": 2, \"type\": \"message\", \"date\": \"2031-05-05T09:10:00\", \
    \"from\": \"Velm\", \"text\": [\"The dam \", {\"type\": \"bold\", \"text\": \"burst\"}]}, {\"id\": 3, \"type\": \"message\", \"forwarded_from\": \"Watch\", \
    \"text\": \"The road is closed.\"}]}";

const WHATSAPP: &str = "13/05/2031, 09:00 - Ana: The dam burst.\n13/05/2031, 09:12 - Ben: Stay away.\nNow.\n[14/05/2031, 9:12:01 PM] Ben: It holds.\n";

const TABLE: &str = "id,title,date,source,text\n1,\"Dam, burst\",2031-05-05,Courier,\"The dam burst on Monday.\nIt rained.\"\n2,,,,The road is closed.\n";

const SUBTITLES: &str = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Ana Brook>The dam burst.\n\n00:01:03,100 --> 00:01:05,000\n>> BEN: It holds.\n";

fn warc() -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}");
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n2e\r\n<p>The dam burst on Monday, officials said.</p\r\n1\r\n>\r\n0\r\n\r\n";
    let mut file = String::from("WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nx\n\r\n\r\n");
    for http in [http.as_str(), chunked] {
        file.push_str(&format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://velm.example/\r\nWARC-Date: 2031-05-05T12:00:00Z\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        ));
    }
    file.into_bytes()
}

/// Every target.
pub fn targets() -> Vec<Target> {
    let target = |name, file, files: &[&[u8]]| Target { name, file, files: files.iter().map(|f| f.to_vec()).collect() };
    vec![
        target("html", "a.html", &[HTML.as_bytes()]),
        target("dump", "a.txt", &[DUMP.as_bytes(), include_bytes!("../seeds/utf16.txt")]),
        target("json-lines", "a.jsonl", &[LINES.as_bytes()]),
        target("mhtml", "a.mhtml", &[MHTML.as_bytes()]),
        target("mail", "a.eml", &[MAIL.as_bytes(), include_bytes!("../seeds/broken.eml")]),
        target(
            "mbox",
            "a.mbox",
            &[format!(
                "From a@x.example Mon May  5 22:15:00 2031\n{MAIL}\nFrom b@x.example Tue May  6 22:15:00 2031\n{MAIL}"
            )
            .as_bytes()],
        ),
        target("feed", "a.xml", &[FEED.as_bytes(), ATOM.as_bytes()]),
        target("telegram", "a.json", &[TELEGRAM.as_bytes()]),
        target("whatsapp", "a.txt", &[WHATSAPP.as_bytes()]),
        target("rows", "a.csv", &[TABLE.as_bytes()]),
        target("subtitles", "a.vtt", &[SUBTITLES.as_bytes()]),
        target("warc", "a.warc", &[&warc()]),
        target("warc-gz", "a.warc.gz", &[include_bytes!("../seeds/crawl.warc.gz")]),
        target("zip", "a.zip", &[include_bytes!("../seeds/pages.zip"), include_bytes!("../seeds/crawl.wacz")]),
        target("docx", "a.docx", &[include_bytes!("../seeds/report.docx")]),
        target("tar", "a.tar", &[include_bytes!("../seeds/pages.tar")]),
        target("pdf", "a.pdf", &[include_bytes!("../seeds/report.pdf")]),
    ]
}
