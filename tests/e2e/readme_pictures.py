"""The pictures in docs/images: `python tests/e2e/readme_pictures.py ADDRESS FOLDER`, for the running system.

Those of claims are kept by `claim_screens.py` (claim-files) and, with a folder in LINGBAO_PICTURES, by `test_claim.py`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from browser import chromium, customer_page
from shopper import CHINESE, Shopper

TALL = {"width": 1280, "height": 1120}  # the whole comparison at once
CLOSE = {"width": 375, "height": 812}


async def take(address: str, folder: Path) -> None:
    async with chromium() as browser:
        for name, size in (("plans-desktop", TALL), ("phone", CLOSE)):
            async with customer_page(browser, address, viewport=size) as page:
                shopper = Shopper(page, CHINESE, name)
                await shopper.consults()
                await page.mouse.move(0, 0)
                await shopper.picture(name, folder / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1], Path(sys.argv[2])))
