"""A scheduler that speaks TLS, with certificates made for the test."""

from pathlib import Path

import dask.config
import pytest
import trustme

from tests.cli.running import AS_OF, SAMPLES, run
from tests.cluster.local_cluster import local_cluster

SAMPLE = SAMPLES / "aldermoss.xlsx"


def test_a_scheduler_that_speaks_tls_is_used_with_its_certificates_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:

    authority = trustme.CA()
    files = {name: tmp_path / f"{name}.pem" for name in ("ca-file", "cert", "key")}
    issued = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(str(files["ca-file"]))
    issued.cert_chain_pems[0].write_to_path(str(files["cert"]))
    issued.private_key_pem.write_to_path(str(files["key"]))
    options = [word for name, path in files.items() for word in (f"--tls-{name}", str(path))]
    with local_cluster(tmp_path / "cluster", workers=1, tls=options) as made:
        words = ["score", SAMPLE, "--format", "json", *AS_OF]
        code, _, err = run(capfd, *words, "--scheduler", made.address)
        assert code == 3
        assert "for tls:// the certificates too, in the settings of Dask" in err
        settings = {
            "distributed.comm.tls.ca-file": str(files["ca-file"]),
            "distributed.comm.tls.client.cert": str(files["cert"]),
            "distributed.comm.tls.client.key": str(files["key"]),
        }
        with dask.config.set(settings):
            there = run(capfd, *words, "--scheduler", made.address)
    assert there == run(capfd, *words)
