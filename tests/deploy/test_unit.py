"""The systemd unit is one that systemd understands, and gives away little."""

import subprocess

from tests.deploy.servers import DEPLOY


def unit(tmp_path):
    text = (DEPLOY / "triage.service").read_text("utf-8")
    assert "/opt/back-pain-check/bin/triage serve --production" in text
    file = tmp_path / "triage.service"
    file.write_text(text.replace("/opt/back-pain-check/bin/triage", "/bin/true"), "utf-8")
    return file


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path):
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit(tmp_path))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_finds_the_unit_well_closed(tmp_path):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-200:]
