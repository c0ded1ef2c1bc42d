"""Implements adapters.files.Blobs in a bucket that speaks S3: AWS, MinIO, Ceph, Alibaba OSS and others."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import S3Store

PATIENCE = {"timeout": timedelta(seconds=30), "connect_timeout": timedelta(seconds=5)}
RETRIES = {"max_retries": 4, "retry_timeout": timedelta(seconds=20)}


class S3Blobs:
    """A bucket's objects below a prefix. Credentials come from the usual AWS variables, else from the machine's role.

    An object is put in one request, which S3 takes whole or not at all.

    Args:
        url: `s3://bucket/prefix?endpoint=https://…&region=…&path_style=yes`. An endpoint of one's own is addressed with
            the bucket in the path unless `path_style=no`; without an endpoint it is AWS.

    Raises:
        ValueError: no bucket, or an option that isn't known.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        endpoint, region = options.pop("endpoint", ""), options.pop("region", "")
        path_style = options.pop("path_style", "yes" if endpoint else "no")
        if not parts.netloc or options:
            raise ValueError("LINGBAO_FILES_URL must be like s3://bucket/prefix?endpoint=…&region=…")
        config = {"virtual_hosted_style_request": path_style != "yes"}
        config |= {"endpoint": endpoint} if endpoint else {}
        config |= {"region": region} if region else {}
        self._store = S3Store(
            parts.netloc, prefix=parts.path.strip("/") or None, config=config, retry_config=RETRIES,
            client_options={**PATIENCE, "allow_http": endpoint.startswith("http://")},
        )  # fmt: skip

    async def write(self, path: str, content: bytes) -> None:
        await obstore.put_async(self._store, path, content, use_multipart=False)

    async def read(self, path: str) -> bytes:
        try:
            found = await obstore.get_async(self._store, path)
        except (NotFoundError, FileNotFoundError) as error:
            if "NoSuchBucket" in str(error):  # trouble, not an absent file
                raise
            raise FileNotFoundError(path) from None
        return bytes(await found.bytes_async())

    async def exists(self, path: str) -> bool:
        try:
            await obstore.head_async(self._store, path)
        except (NotFoundError, FileNotFoundError):
            return False
        return True
