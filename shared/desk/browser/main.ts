import { SECOND } from '#shared/kernel/clock.ts'
import { mayPress } from './blocks.ts'
import { startComposer, watchClaim, watchTimeline } from './composer.ts'
import { isLost, startConnection } from './connection.ts'
import { startGiven } from './given.ts'
import { startKeys } from './keys.ts'
import { morph } from './morph.ts'
import { byId, findAll, say, sayable, warn, word } from './page.ts'
import { startPalette } from './palette.ts'
import { startPoller } from './poller.ts'
import { claimInPlace, createRows, type Rows } from './rows.ts'
import { askForSession, startSession } from './session.ts'
import { startTimes, tick } from './times.ts'

/** The one script of the desk. What it works on, and by which marks it knows that, stands in README.md. */

const VOICES = [
	['[data-say]', say],
	['[data-warn]', warn],
] as const

const heard = new Set<string>()

/** Says what newly stands on the page and wants to be heard. */
const hear = (isTold: boolean): void => {
	for (const [selector, voice] of VOICES)
		for (const element of findAll(selector)) {
			const said = sayable(element)
			if (isTold && !heard.has(said)) voice(said)
			heard.add(said)
		}
}

/** Puts what the desk says now of a part in its place. */
const takerOf =
	(rows: Rows | undefined) =>
	(name: string, part: Element): void => {
		const shown = byId(name)
		const change = (): void => {
			if (shown) morph(shown, part)
		}
		if (name === 'rows') rows?.take(part)
		else if (name === 'timeline') watchTimeline(change)
		else change()
		watchClaim()
		tick()
		hear(true)
	}

const startRows = (): Rows | undefined => {
	const body = byId('rows')
	if (!body) return undefined
	const rows = createRows(body)
	setInterval(rows.settle, SECOND)
	byId('news')?.addEventListener('click', ({ target }) => {
		if (target instanceof Element && target.closest('button')) rows.show()
	})
	return rows
}

/** A button that may not do what it is for keeps its place and the focus, and says why. */
const guardButtons = (): void => {
	document.addEventListener(
		'click',
		(event) => {
			if (event.target instanceof Element && !mayPress(event.target.closest('button'))) event.preventDefault()
		},
		{ capture: true },
	)
}

/** While the desk is not to be reached nothing is posted: the browser would leave the page, and what was typed with it. */
const guardForms = (): void => {
	addEventListener(
		'submit',
		(event) => {
			if (!(event.target instanceof HTMLFormElement) || event.target.method !== 'post' || !isLost()) return
			event.preventDefault()
			event.stopImmediatePropagation()
			warn(word('notSent'))
		},
		{ capture: true },
	)
}

/** A form that was refused shows its page again under the address of its act, at which there is nothing to look at. */
const standAtPage = (): void => {
	const { here } = document.body.dataset
	if (here !== undefined && new URL(here, location.href).pathname !== location.pathname)
		history.replaceState(null, '', here)
}

/** What takes the focus comes to stand below the bar at the top, however much that says just now. */
const keepBelowBar = (): void => {
	const bar = document.querySelector('.top')
	if (!bar) return
	const observer = new ResizeObserver(() => {
		document.documentElement.style.scrollPaddingTop = `${bar.getBoundingClientRect().height + 8}px`
	})
	observer.observe(bar)
}

const start = (): void => {
	keepBelowBar()
	standAtPage()
	const main = document.querySelector<HTMLElement>('main[data-poll]')
	const rows = startRows()
	hear(false)
	startConnection()
	const look = main ? startPoller(main, takerOf(rows)) : () => void askForSession()
	startSession(look)
	startTimes()
	if (rows) claimInPlace(look)
	guardButtons()
	guardForms()
	startComposer()
	startGiven()
	startPalette()
	startKeys()
}

start()
