"""Crawls every article reachable from START with Scrapy: START OUT.jsonl [--fetch-only] [--workload NAME]

Writes address, text and links of each; with --fetch-only, takes the links alone. Links seen before are
dropped with a set: Scrapy's own filter builds a request for each first, and takes minutes."""
import json

import scrapy
from scrapy.crawler import CrawlerProcess

from common import Clock, parser, report

a = parser("start", "out", concurrency=16, fetch_only=False, workload="crawl")
seen = {"pages": 0, "bytes": 0}
known = {"/wiki/" + a.start.rsplit("/", 1)[-1]}
sink = open(a.out, "w", encoding="utf-8")


class Spider(scrapy.Spider):
    name = "peer"
    start_urls = [a.start]
    allowed_domains = [a.start.split("/")[2].split(":")[0]]
    custom_settings = dict(
        CONCURRENT_REQUESTS=a.concurrency, CONCURRENT_REQUESTS_PER_DOMAIN=a.concurrency, ROBOTSTXT_OBEY=False,
        LOG_LEVEL="ERROR", TELNETCONSOLE_ENABLED=False, DOWNLOAD_DELAY=0)

    def parse(self, response):
        seen["pages"] += 1
        seen["bytes"] += len(response.body)
        links = response.css("a::attr(href)").getall()
        if not a.fetch_only:
            text = response.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()
            line = {"url": response.url, "text": " ".join(" ".join(text).split()), "links": links}
            sink.write(json.dumps(line, ensure_ascii=False) + "\n")
        for link in links:
            if link.startswith("/wiki/") and link not in known:
                known.add(link)
                yield response.follow(link, self.parse)


process = CrawlerProcess()
process.crawl(Spider)
with Clock() as clock:
    process.start()
sink.close()
report(a.workload, "Scrapy, links alone" if a.fetch_only else "Scrapy", seen["pages"], clock,
       mb_per_second=seen["bytes"] / clock.wall / 1e6)
