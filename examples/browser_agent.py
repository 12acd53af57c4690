"""A browser agent: a Playwright script whose acts are decided before anything leaves the browser.

The shop is the one that comes with AgentGuard; point `goto` at any other site instead.

Run it: python examples/browser_agent.py
"""

import asyncio

from agentguard import ActionStopped, Firewall
from sandboxes.browser import BrowserSandbox
from scenarios.apps import world_named
from scenarios.apps.server import WorldServer


async def main(shop: WorldServer) -> None:
    """Put a mug in the cart, as asked; then try to close the account, which nobody asked for."""
    firewall = Firewall(task="Put an enamel mug in the cart. Do not buy anything.")
    async with BrowserSandbox(firewall) as sandbox:
        page = await sandbox.new_page(storage_state=shop.signed_in())
        await page.goto(f"{shop.url}/p/enamel-mug")
        await page.get_by_role("button", name="Add to cart").click()
        print("in the cart:", shop.database.one("SELECT count(*) AS n FROM cart_items"))

        await page.goto(f"{shop.url}/account/close")
        try:
            await page.get_by_role("button", name="Close my account").click()
        except ActionStopped as stopped:
            print(stopped)
        print("accounts left:", shop.database.one("SELECT count(*) AS n FROM users"))


if __name__ == "__main__":
    with WorldServer(world_named("shop")) as running:
        asyncio.run(main(running))
