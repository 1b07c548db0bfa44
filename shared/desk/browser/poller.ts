import { realClock } from '#shared/kernel/clock.ts'
import { noteAnswer, noteSilence, standStill } from './connection.ts'
import { ANSWERS_WITHIN, LOOKS_EVERY, LOOKS_FOR, LOOKS_HIDDEN_EVERY, retryAfter, SHORTEST_PAUSE } from './pace.ts'
import { parsePart } from './page.ts'
import { endSession, isSignedIn, onReturn } from './session.ts'

/** Asks the desk again and again for the parts of the page that may have changed. */

const now = realClock.epochMilliseconds
/** Longer no look is waited for; that it is slow was said before. */
const GIVEN_UP_AFTER = 10_000

type Outcome = 'good' | 'failing' | 'lost' | 'ended'

const outcomesOf = (main: HTMLElement, take: (name: string, part: Element) => void) => {
	const tags = new Map<string, string>()
	const lookAt = async (name: string): Promise<Outcome> => {
		const headers = new Headers({ 'X-Part': name })
		const tag = tags.get(name)
		if (tag !== undefined) headers.set('If-None-Match', tag)
		const signal = AbortSignal.timeout(GIVEN_UP_AFTER)
		const answer = await fetch(location.href, { headers, cache: 'no-store', redirect: 'manual', signal }).catch(
			() => undefined,
		)
		if (answer === undefined) return 'lost'
		if (answer.status === 304) return 'good'
		if (answer.status === 401) {
			endSession(answer.headers.get('X-Sign-In'))
			return 'ended'
		}
		if (!answer.ok) return 'failing'
		const part = parsePart(await answer.text())
		if (part?.id !== name) return 'failing'
		take(name, part)
		const fresh = answer.headers.get('ETag')
		if (fresh === null) tags.delete(name)
		else tags.set(name, fresh)
		return 'good'
	}
	const names = (main.dataset.poll ?? '').split(',').filter((name) => name !== '')
	const safely = (name: string): Promise<Outcome> =>
		lookAt(name).catch((error) => {
			reportError(error)
			return 'failing'
		})
	return () => Promise.all(names.map(safely))
}

/** Starts looking. The returned function looks at once. */
export const startPoller = (main: HTMLElement, take: (name: string, part: Element) => void): (() => void) => {
	const lookAtAll = outcomesOf(main, take)
	let timer: ReturnType<typeof setTimeout> | undefined
	let isLooking = false
	let failures = 0
	let touchedAt = now()
	let lookedAt = now()
	const again = (milliseconds: number): void => {
		clearTimeout(timer)
		timer = setTimeout(() => void look(), milliseconds)
	}
	const settle = (outcomes: readonly Outcome[]): void => {
		if (outcomes.includes('ended')) return
		const trouble = (['lost', 'failing'] as const).find((one) => outcomes.includes(one))
		failures = trouble === undefined ? 0 : failures + 1
		const pauseFor = document.hidden ? LOOKS_HIDDEN_EVERY : LOOKS_EVERY
		// From look to look, whatever an answer takes; but the desk gets its breath.
		const next =
			trouble === undefined
				? Math.max(pauseFor - (now() - lookedAt), SHORTEST_PAUSE)
				: retryAfter(failures, Math.random())
		again(next)
		if (trouble === undefined) noteAnswer()
		else noteSilence(trouble, now() + next)
	}
	const look = async (): Promise<void> => {
		if (isLooking || !isSignedIn()) return
		if (now() - touchedAt > LOOKS_FOR) return standStill(true)
		isLooking = true
		lookedAt = now()
		const late = setTimeout(() => noteSilence('lost'), ANSWERS_WITHIN)
		const outcomes = await lookAtAll()
		clearTimeout(late)
		isLooking = false
		settle(outcomes)
	}
	const touch = (): void => {
		const wasIdle = now() - touchedAt > LOOKS_FOR
		touchedAt = now()
		if (!wasIdle) return
		standStill(false)
		void look()
	}
	for (const kind of ['keydown', 'pointerdown', 'click', 'input']) addEventListener(kind, touch, { capture: true })
	addEventListener('online', () => void look())
	addEventListener('offline', () => noteSilence('lost'))
	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) void look()
	})
	onReturn(() => void look())
	again(LOOKS_EVERY)
	return () => void look()
}
