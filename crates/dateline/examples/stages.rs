//! Measures what each stage of one page's analysis costs, after the stages before it.
//!
//! In: JSON Lines with `text` and optionally `published` on standard input. Out: a line a stage, with words a CPU second on one
//! thread. CPU time is the thread's own as Linux counts it, so that other work on the machine does not spoil the figures;
//! elsewhere it is wall time.
#![allow(clippy::print_stdout)]

use std::io::BufRead;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline::page::Page;
use dateline::{Models, entity, event, speech, time};

const STAGES: [&str; 5] = ["parse", "times", "entities", "speech", "events"];
/// Every text is analysed so often; the first round warms caches and tables up and does not count.
const ROUNDS: usize = 4;

fn main() {
    let models = Models::embedded();
    let (mut spent, mut words) = ([Duration::ZERO; STAGES.len()], 0);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(row) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let Some(text) = row["text"].as_str() else { continue };
        let page = Page::from_text("bench", text, row["published"].as_str());
        words += text.split_whitespace().count() * (ROUNDS - 1);
        for round in 0..ROUNDS {
            let mut clock = Clock::start();
            let mut costs = [Duration::ZERO; STAGES.len()];
            let parse = models.language.parse(&page.text, &page.blocks);
            costs[0] = clock.lap();
            let times = time::times(&page, &parse);
            costs[1] = clock.lap();
            let entities = entity::entities(&page, &parse);
            costs[2] = clock.lap();
            let quotations = speech::quotations(&page, &parse, &entities, &mut Vec::new());
            costs[3] = clock.lap();
            std::hint::black_box(event::events(&page, &parse, &times, &entities, &quotations));
            costs[4] = clock.lap();
            if round > 0 {
                spent.iter_mut().zip(costs).for_each(|(sum, cost)| *sum += cost);
            }
        }
    }
    println!("{words} words");
    for (stage, time) in STAGES.iter().zip(spent) {
        println!("{stage:<10} {:>12.0} words a CPU second", words as f64 / time.as_secs_f64().max(1e-9));
    }
}

/// Time of this thread.
struct Clock(Duration);

impl Clock {
    fn start() -> Self {
        Self(now())
    }

    /// Time since the last lap.
    fn lap(&mut self) -> Duration {
        let now = now();
        let lap = now.saturating_sub(self.0);
        self.0 = now;
        lap
    }
}

fn now() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|s| s.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}
