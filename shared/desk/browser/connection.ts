import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { OLD_AFTER } from './pace.ts'
import { byId, caseTime, make, say, sayClock, showSaid, warn, word, write } from './page.ts'

/** Whether the desk answers: the banner says what is wrong, the lamp beside it how old the page is. */

type Trouble = 'lost' | 'failing'

const BACK_SHOWN_FOR = 6 * SECOND
/** Whoever comes back to a tab is not told of its age in the moment in which it is looked at anew. */
const SEEN_FOR = 3 * SECOND

const now = realClock.epochMilliseconds

const state: {
	trouble?: Trouble | undefined
	retryAt?: number | undefined
	answeredAt: number
	backUntil: number
	isPaused: boolean
	seenAt: number
	/** Until when what is typed here is safe; `none` while nothing of it is, undefined where nothing is typed. */
	safe?: number | 'none' | undefined
} = { answeredAt: now(), backUntil: 0, isPaused: false, seenAt: now() }

const whenBack: (() => void)[] = []
const hasPoll = document.querySelector('main[data-poll]') !== null

const answeredClock = (): string => sayClock(caseTime() - now() + state.answeredAt)

const lostWords = (): readonly (string | undefined)[] => {
	const { safe } = state
	const saved = safe === 'none' ? word('lostUnsaved') : safe && word('lostSaved', { saved: sayClock(safe) })
	return [word('lost', { since: answeredClock() }), saved || undefined]
}

const troubleWords = (): readonly (string | undefined)[] => {
	const { trouble, retryAt, isPaused } = state
	if (isPaused) return [word('idle')]
	if (trouble === undefined) return []
	const retry = retryAt && word('retry', { n: Math.max(1, Math.round((retryAt - now()) / SECOND)) })
	return [...(trouble === 'lost' ? lostWords() : [word('failing')]), retry || undefined]
}

const isOld = (): boolean =>
	hasPoll && !document.hidden && now() - state.seenAt > SEEN_FOR && now() - state.answeredAt > OLD_AFTER

const join = (sentences: readonly (string | undefined)[]): string => sentences.filter(Boolean).join(' ')

/** Starts the looks again: a press of it is a sign of somebody as any key is. */
const resume = make('button', { type: 'button', class: 'act' }, word('resume'))

const render = (): void => {
	const banner = byId('banner')
	const said = join(troubleWords())
	if (banner?.dataset.said !== said && banner) {
		banner.dataset.said = said
		banner.hidden = said === ''
		write(banner, said)
		if (state.isPaused) banner.append(' ', resume)
	}
	const isBack = state.backUntil > now() && state.trouble === undefined
	showSaid(byId('connection'), isOld() ? word('stale', { time: answeredClock() }) : isBack ? word('back') : undefined)
}

/** Notes that the desk answered well. */
export const noteAnswer = (): void => {
	const was = state.trouble
	Object.assign(state, { trouble: undefined, retryAt: undefined, answeredAt: now() })
	if (was !== undefined) {
		state.backUntil = now() + BACK_SHOWN_FOR
		say(word('back'))
		for (const listener of whenBack) listener()
	}
	render()
}

/** Notes that it did not, and when it is asked again. */
export const noteSilence = (trouble: Trouble, retryAt?: number): void => {
	const isNews = state.trouble !== trouble
	Object.assign(state, { trouble, retryAt: retryAt ?? state.retryAt })
	if (isNews) warn(join(trouble === 'lost' ? lostWords() : [word('failing')]))
	render()
}

/** Notes that nobody is there, so that nothing is asked, or that somebody is again. */
export const standStill = (isPaused: boolean): void => {
	if (state.isPaused === isPaused) return
	state.isPaused = isPaused
	if (isPaused) say(word('idle'))
	// What was not asked for is not old by anybody's fault.
	else state.answeredAt = now()
	render()
}

/** Notes until when what is typed is safe. */
export const setSafe = (safe: number | 'none' | undefined): void => {
	state.safe = safe
	render()
}

export const isLost = (): boolean => state.trouble === 'lost'

/** Calls back whenever the desk answers after it did not. */
export const onBack = (listener: () => void): void => {
	whenBack.push(listener)
}

export const startConnection = (): void => {
	setInterval(render, SECOND)
	document.addEventListener('visibilitychange', () => {
		state.seenAt = now()
	})
}
