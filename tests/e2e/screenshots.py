"""Pictures of the page with the plans table: `python tests/e2e/screenshots.py ADDRESS FOLDER`, for a stub gateway.

Phone and desktop, light and dark; to look at after a change of the page's style.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import product
from pathlib import Path

from browser import DESKTOP, PHONE, chromium, customer_page, hears, say

SETTLE_MS = 600
STEPS = {
    "plans": "哪一款",
    "quote": "报价",
    "confirm": "信息都对",
    "receipt": "保单号",
    "clause": "看条款全文",
    "comparison": "一句话",
}  # what is said, what answers it


async def take(address: str, folder: Path) -> None:
    async with chromium() as browser:
        for (name, size), scheme in product({"phone": PHONE, "desktop": DESKTOP}.items(), ("light", "dark")):
            async with customer_page(browser, address, viewport=size, color_scheme=scheme) as page:
                await page.screenshot(path=folder / f"{name}-{scheme}-start.png")
                for word, reply in STEPS.items():
                    await say(page, word)
                    await hears(page, reply)
                    await page.wait_for_timeout(SETTLE_MS)
                    await page.screenshot(path=folder / f"{name}-{scheme}-{word}.png")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1], Path(sys.argv[2])))
