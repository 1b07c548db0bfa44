import type { Page } from 'playwright-core'

/** Lists the controls of a page that can be seen and not be pressed, because something else lies on top of their middle. */
export const coveredControls = (page: Page): Promise<unknown> =>
	page.evaluate(`[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
		.filter((one) => one.checkVisibility() && !one.matches('.unseen, .skip, :disabled') && one.closest('.unseen') === null)
		.flatMap((one) => {
			one.scrollIntoView({ block: 'center' })
			const hits = [...one.getClientRects()].map(({ left, top, width, height }) => document.elementFromPoint(left + width / 2, top + height / 2))
			const isHit = hits.length === 0 || hits.some((hit) => one.contains(hit) || hit?.closest('label')?.control === one)
			return isHit ? [] : [one.outerHTML.slice(0, 100) + ' under ' + hits[0]?.outerHTML.slice(0, 100)]
		})`)
