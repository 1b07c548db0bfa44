import { realClock } from '#shared/kernel/clock.ts'
import { noteAnswer, noteSilence, standStill } from './connection.ts'
import { ANSWERS_WITHIN, LOOKS_EVERY, LOOKS_FOR, LOOKS_HIDDEN_EVERY, retryAfter, SHORTEST_PAUSE } from './pace.ts'
import { parseParts } from './page.ts'
import { endSession, isSignedIn, onReturn } from './session.ts'

/** Asks the desk again and again for the parts of the page that may have changed. */

const now = realClock.epochMilliseconds
/** Longer no look is waited for; that it is slow was said before. */
const GIVEN_UP_AFTER = 10_000

type Outcome = 'good' | 'failing' | 'lost' | 'ended'

/** Creates what looks at all parts by one request, which answers with those of which there is news. */
const createLook = (main: HTMLElement, take: (name: string, part: Element) => void) => {
	const names = main.dataset.poll ?? ''
	let tag = ''
	return async (): Promise<Outcome> => {
		const headers = new Headers({ 'X-Part': names })
		if (tag !== '') headers.set('If-None-Match', tag)
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
		const parts = parseParts(await answer.text())
		if (parts.length === 0 || parts.some(({ id }) => !names.split(',').includes(id))) return 'failing'
		for (const part of parts) take(part.id, part)
		tag = answer.headers.get('ETag') ?? ''
		return 'good'
	}
}

/** Starts looking. The returned function looks at once. */
export const startPoller = (main: HTMLElement, take: (name: string, part: Element) => void): (() => void) => {
	const lookAtAll = createLook(main, take)
	let timer: ReturnType<typeof setTimeout> | undefined
	let isLooking = false
	let failures = 0
	let touchedAt = now()
	let lookedAt = now()
	const again = (milliseconds: number): void => {
		clearTimeout(timer)
		timer = setTimeout(() => void look(), milliseconds)
	}
	const settle = (outcome: Outcome): void => {
		if (outcome === 'ended') return
		const trouble = outcome === 'good' ? undefined : outcome
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
		const outcome = await lookAtAll().catch((error): Outcome => {
			reportError(error)
			return 'failing'
		})
		clearTimeout(late)
		isLooking = false
		settle(outcome)
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
