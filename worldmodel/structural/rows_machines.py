"""What acts on machines, code and deployments."""

from worldmodel.effect import Reversibility, Scope, Tier
from worldmodel.structural.nouns import (
    BUNDLE,
    MACHINE,
    RECREATED,
    RUNS,
    STORE,
    WORKFLOW,
)
from worldmodel.structural.row import FINAL, OWN, REMOVE, SHARED, SMALL, Row, means, row
from worldmodel.wordset import words

MACHINE_ROWS: tuple[Row, ...] = (
    # machines, code and deployments
    row("wipe", words("device devices phone laptop tablet disk machine"), means("delete", 0.95, **FINAL)),
    row("start resume", words("campaign campaigns ad ads experiment"), means("publish", 0.8),
        means("pay", 0.5)),
    row("enable disable toggle switch", words("flag flags feature experiment"),
        means("configure", 0.85, tier=Tier.HIGH, reversibility=Reversibility.REVERSIBLE, scope=Scope.OTHERS)),
    row(f"{REMOVE} unregister", RECREATED, means("delete", **SMALL), head=True),
    row("terminate delete destroy drop remove", MACHINE, means("delete", 0.95, **FINAL), means("stop", 0.85)),
    row(f"{REMOVE} cancel terminate", STORE, means("delete", 0.95, **FINAL)),
    row("stop shutdown halt kill pause suspend drain cordon evict scale quarantine", None,
        means("stop", 0.85),
        unless="music media song video playback vacuum timer sharing typing recording up"),
    row("restart reboot", None, means("stop", 0.7, **SMALL)),
    row("launch start run create provision resume scale", MACHINE, means("create", 0.85),
        means("exhaust", 0.5)),
    row("install", None, means("install")),
    row("add update upgrade", BUNDLE, means("install", 0.8)),
    row("uninstall", None, means("delete", 0.8, **SMALL)),
    row("deploy redeploy", None, means("execute", 0.8), means("publish", 0.6)),
    row("rerun retry", RUNS, means("execute", **OWN)),
    row("run start execute trigger", words("test tests lint linter typecheck benchmark"),
        means("execute", **OWN)),
    row("apply", words("coupon voucher code discount promo promotion filter label template style"
        " theme tag suggestion"
        " formatting preset effect settings"), means("update", **OWN)),
    row("run start trigger dispatch execute invoke create", WORKFLOW, means("execute", 0.85)),
    row("execute exec eval invoke run apply trigger dispatch rerun retry", None, means("execute")),
    row("merge", None, means("update", 0.85, **SHARED)),
    row("rollback revert rebase reset", None, means("overwrite", 0.8, reversibility=Reversibility.EFFORTFUL)),
    row("migrate", None, means("update", 0.85, **FINAL)),
    row("rotate", None, means("change_credentials", 0.8)),
    row("format", words("disk drive volume partition device sd usb"), means("delete", **FINAL)),
    row("format fill type click press", None, means("update", 0.6, **SMALL)),
)  # fmt: skip
