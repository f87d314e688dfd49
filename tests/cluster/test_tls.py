"""A scheduler that speaks TLS, with certificates made for the test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from tests.cli.running import AS_OF, SAMPLES, run
from tests.cluster.local_cluster import local_cluster

SAMPLE = SAMPLES / "aldermoss.xlsx"


@pytest.mark.full
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
    words = ["score", str(SAMPLE), "--format", "json", *AS_OF]
    with local_cluster(tmp_path / "cluster", workers=1, tls=options) as made:
        code, _, err = run(capfd, *words, "--scheduler", made.address)
        assert code == 3
        assert "found “no certificates for a client in the settings of Dask”" in err
        code, _, err = run(capfd, *words, "--scheduler", made.address.replace("tls:", "tcp:"))
        assert code == 3
        assert "does it speak TLS (tls://…)?" in err
        there = subprocess.run(
            [sys.executable, "-m", "slavery_benchmark", *words, "--scheduler", made.address],
            capture_output=True,
            check=False,
            env={
                **os.environ,
                "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(files["ca-file"]),
                "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT": str(files["cert"]),
                "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY": str(files["key"]),
            },
        )
    code, out, err = run(capfd, *words)
    assert (there.returncode, there.stdout.decode(), there.stderr.decode()) == (code, out, err)
