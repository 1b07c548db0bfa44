import { SECOND } from '#shared/kernel/clock.ts'
import { byId, caseTime, findAll, language, make, say, word, write } from './page.ts'
import { sayDistance, sayLeft } from './words.ts'

/** Writes beside the times of a page how far they are: the page itself stays the same while nothing happens. */

/** A countdown is told twice: when so much is left, and when nothing is. */
const TOLD_AT = 15 * SECOND

/** The place beside a time that is the script's own. No region reads out its ticking. */
const besideOf = (time: Element): Element => {
	const known = time.querySelector(':scope > .far')
	if (known) return known
	const made = make('span', { class: 'far', role: 'timer', 'aria-live': 'off' })
	time.append(' ', made)
	return made
}

const told = new WeakMap<Element, 'leaves' | 'left'>()

/** Says the undo of an answer twice, and at its end leaves nothing of it but that. Where nothing is sent now, it says so. */
const tellUndo = (time: Element, left: number): void => {
	const bar = time.closest('#undo')
	const step = left <= 0 ? 'left' : left <= TOLD_AT ? 'leaves' : undefined
	if (!bar || step === undefined || told.get(bar) === step) return
	told.set(bar, step)
	const isHeld = step === 'left' && document.querySelector('#state[data-held]') !== null
	const said = word(isHeld ? 'held' : step, { n: Math.ceil(left / SECOND) })
	say(said)
	if (step === 'leaves') return
	if (bar.contains(document.activeElement)) byId('main')?.focus({ preventScroll: true })
	write(bar, said ?? '')
}

export const tick = (): void => {
	for (const time of findAll('time[data-ago]')) {
		const at = Date.parse(time.getAttribute('datetime') ?? '')
		if (at) write(besideOf(time), sayDistance(language, at - caseTime()))
	}
	for (const time of findAll('time[data-countdown]')) {
		const left = Date.parse(time.getAttribute('datetime') ?? '') - caseTime()
		if (Number.isNaN(left)) continue
		write(besideOf(time), left > 0 ? sayLeft(language, left) : '')
		tellUndo(time, left)
	}
}

export const startTimes = (): void => {
	tick()
	setInterval(tick, SECOND)
}
