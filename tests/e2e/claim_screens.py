"""Pictures of everything about claims: `python tests/e2e/claim_screens.py ADDRESS FOLDER`, for a stub gateway.

Phone and desktop, light and dark, Chinese and English; to look at after a change of the page's style.
"""

from __future__ import annotations

import asyncio
import io
import sys
from itertools import product
from pathlib import Path

from browser import DESKTOP, chromium, customer_page, hears, overflows, say
from PIL import Image, ImageDraw

PHONE = {"width": 390, "height": 844}
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SETTLE_MS = 500
STEPS = {
    "claim": "拍照发来就行", "papers": "照片有点糊", "claim confirm": "以上都对吗", "submitted": "马上打到",
    "claim status": "理赔专员正在看", "claim paid": "1,760元", "tow": "要叫哪一家", "order accepted": "25",
    "order done": "请打个分",
}  # fmt: skip


def photo(colour: str) -> bytes:
    """Something that looks like a sheet of paper on a table."""
    drawn = Image.new("RGB", (900, 1200), colour)
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((90, 110, 810, 1090), fill="#fbfaf5")
    for line in range(14):
        pen.rectangle((150, 180 + line * 62, 480 + line % 5 * 60, 196 + line * 62), fill="#8b8f94")
    file = io.BytesIO()
    drawn.save(file, "JPEG")
    return file.getvalue()


async def take(address: str, folder: Path) -> None:
    files = [
        {"name": "身份证.jpg", "mimeType": "image/jpeg", "buffer": photo("#6d5a48")},
        {"name": "发票 2026-11-24.jpg", "mimeType": "image/jpeg", "buffer": photo("#3c4f57")},
        {"name": "IMG_4711.HEIC", "mimeType": "image/heic", "buffer": b"\\0" * 20000},
        {"name": "费用清单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4" * 500},
        {"name": "说明.txt", "mimeType": "text/plain", "buffer": b"text"},
    ]
    async with chromium() as browser:
        for (name, size), scheme in product({"phone": PHONE, "desktop": DESKTOP}.items(), ("light", "dark")):
            english = scheme == "dark"
            options = {"viewport": size, "color_scheme": scheme}
            if name == "phone":
                options |= {**TOUCH, "device_scale_factor": 2}
            async with customer_page(browser, address, **options) as page:
                if english:
                    await page.locator("#language").click()
                for word, reply in STEPS.items():
                    await say(page, word)
                    await hears(page, reply)
                    await page.wait_for_timeout(SETTLE_MS)
                    await page.screenshot(path=folder / f"{name}-{scheme}-{word}.png")
                    if word == "claim":
                        await page.locator("#file").set_input_files(files)  # type: ignore[arg-type]
                        await hears(page, "还有要传的吗")
                        await page.wait_for_timeout(SETTLE_MS)
                        await page.screenshot(path=folder / f"{name}-{scheme}-files.png")
                print(name, scheme, "overflows" if await overflows(page) else "fits")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1], Path(sys.argv[2])))
