"""A real S3 server (moto) in a process of its own, on a free port, with one bucket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import httpx

BUCKET = "lingbao"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test-secret"}  # of the stand-in


class ObjectStore:
    def __init__(self, address: str) -> None:
        self.url = f"s3://{BUCKET}/files/here?endpoint={address}&region=cn-north-1"
        self.raw = boto3.client(
            "s3", endpoint_url=address, region_name="cn-north-1", aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip
        where = {"LocationConstraint": "cn-north-1"}
        self.raw.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)

    def names(self) -> list[str]:
        return [found["Key"] for found in self.raw.list_objects_v2(Bucket=BUCKET).get("Contents", [])]

    def read(self, name: str) -> bytes:
        return self.raw.get_object(Bucket=BUCKET, Key=name)["Body"].read()

    def write(self, name: str, content: bytes) -> None:
        self.raw.put_object(Bucket=BUCKET, Key=name, Body=content)


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env={**os.environ, **KEYS}, **quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        yield ObjectStore(address)
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/moto-api/", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the S3 server doesn't answer")
