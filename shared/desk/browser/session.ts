import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { findAll, make, parsePage, say, showSaid, warn, word } from './page.ts'

/**
 * The end of a session and its return. Every page tells the other tabs of its session; a tab whose own is another, or over,
 * asks the desk, and takes the new one only where it is the same person's.
 */

/** Looks after a sign-out elsewhere: at once it may not have reached the desk yet. */
const LOOKS_AFTER_SIGN_OUT = [SECOND / 2, 1.8 * SECOND] as const

/** So long after the last letter somebody has stopped to type. */
const QUIET_AFTER = 1.5 * SECOND

const channel = new BroadcastChannel('desk')
const whenBack: (() => void)[] = []
const whenEnded: (() => void)[] = []
const now = realClock.epochMilliseconds
let hasEnded = false
let typedAt = 0

export const token = (): string => document.body.dataset.csrf ?? ''

export const isSignedIn = (): boolean => !hasEnded

/** Calls back when the session ends. */
export const onEnd = (listener: () => void): void => {
	whenEnded.push(listener)
}

/** Calls back whenever the session came back. */
export const onReturn = (listener: () => void): void => {
	whenBack.push(listener)
}

const signInHere = (): string => `/desk/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`
const link = make('a', { class: 'act main', href: signInHere(), target: '_blank' }, word('endedSignIn'))
const other = make('p', { role: 'alert' })
const dialog = make(
	'dialog',
	{ id: 'ended', 'aria-labelledby': 'ended-title', 'aria-describedby': 'ended-text' },
	make('h2', { id: 'ended-title' }, word('ended')),
	make('p', { id: 'ended-text' }, word('endedText')),
	other,
	link,
)
// Nothing on the page behind it would work: it goes when the session is back.
dialog.addEventListener('cancel', (event) => event.preventDefault())

/** Returns how to go back to the place in a text at which somebody is. A dialog gives back the focus, but not that. */
const keepPlace = (): (() => void) => {
	const field = document.activeElement
	if (!(field instanceof HTMLTextAreaElement)) return () => undefined
	const { selectionStart, selectionEnd } = field
	return () => {
		field.blur()
		field.focus()
		field.setSelectionRange(selectionStart, selectionEnd)
	}
}

let backToWriting = (): void => undefined

/** Opens the dialog once nobody is in the midst of a word: it takes the focus. */
const showWhenQuiet = (): void => {
	if (!hasEnded) return
	if (now() - typedAt < QUIET_AFTER) setTimeout(showWhenQuiet, SECOND / 4)
	else {
		backToWriting = keepPlace()
		if (!dialog.isConnected) document.body.append(dialog)
		dialog.showModal()
	}
}

/** Shows that the session is over. What was typed stays where it is. */
export const endSession = (signIn: string | null): void => {
	if (signIn?.startsWith('/desk/')) link.href = signIn
	if (hasEnded) return
	hasEnded = true
	warn(word('ended'))
	for (const listener of whenEnded) listener()
	showWhenQuiet()
}

/**
 * Takes over the session that the desk knows now. True where it is this person's: the page goes on with it. Where it is
 * somebody else's, nothing here may be done in their name.
 */
export const takeSession = async (): Promise<boolean> => {
	const answer = await fetch(location.href, { cache: 'no-store', redirect: 'manual' }).catch(() => undefined)
	if (!answer?.ok) return false
	const { csrf, agent } = parsePage(await answer.text()).body.dataset
	if (csrf === undefined) return false
	const isOther = agent !== document.body.dataset.agent
	showSaid(other, isOther ? word('endedOther') : undefined)
	if (isOther) {
		endSession(null)
		return false
	}
	document.body.dataset.csrf = csrf
	for (const field of findAll('[name=_csrf]')) field.setAttribute('value', csrf)
	if (!hasEnded) return true
	hasEnded = false
	dialog.close()
	backToWriting()
	say(word('endedBack'))
	for (const listener of whenBack) listener()
	return true
}

/** Asks the desk whether the session still stands, on a page that asks for nothing else. */
export const askForSession = async (): Promise<void> => {
	const headers = { 'X-Part': 'counts' }
	const answer = await fetch('/desk/queue', { headers, cache: 'no-store', redirect: 'manual' }).catch(() => undefined)
	if (answer?.status === 401) endSession(null)
}

type Word = { readonly said: 'out' } | { readonly said: 'in'; readonly token: string }

const tell = (said: Word): void => channel.postMessage(said)

/** Listens for other tabs. `look` asks the desk whether the session still stands. */
export const startSession = (look: () => void): void => {
	channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
		if (data.said === 'out') for (const milliseconds of LOOKS_AFTER_SIGN_OUT) setTimeout(look, milliseconds)
		else if (hasEnded || data.token !== token()) void takeSession()
	})
	if (token() !== '') tell({ said: 'in', token: token() })
	document.addEventListener('submit', ({ target }) => {
		if (target instanceof HTMLFormElement && target.action.endsWith('/sign-out')) tell({ said: 'out' })
	})
	addEventListener('input', () => {
		typedAt = now()
	})
	// Whoever comes back from signing in elsewhere may come faster than the word of it.
	addEventListener('focus', () => {
		if (hasEnded) void takeSession()
	})
}
