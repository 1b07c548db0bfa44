import { noteAnswer, noteSilence } from './connection.ts'
import { endSession, takeSession, token } from './session.ts'

/** What an act came to: the API's own answer, or that none came. */
export type ActAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

/** What a request may hold that outlives its page. */
const MOST_BYTES_OF_LEAVING = 60_000

type ActOptions = {
	readonly method?: 'PUT' | 'DELETE' | undefined
	/** The page is left: the request goes on without it. */
	readonly isLeaving?: boolean | undefined
	readonly signal?: AbortSignal | undefined
}

const readJson = async (answer: Response): Promise<ActAnswer['body']> => {
	const body: unknown = await answer.json().catch(() => undefined)
	return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {}
}

/**
 * Does an act as its form would, and returns what the API answers. Undefined where no answer came, or the session is over:
 * both are shown, and the act may be tried again once `onBack` or `onReturn` calls. Throws when it is aborted.
 */
export const postAct = async (
	address: string,
	fields: Readonly<Record<string, string>>,
	options: ActOptions = {},
): Promise<ActAnswer | undefined> => {
	const { method, isLeaving = false, signal } = options
	const body = new URLSearchParams({ ...fields, _csrf: token() })
	if (method !== undefined) body.set('_method', method)
	const answer = await fetch(address, {
		method: 'POST',
		headers: { Accept: 'application/json', 'X-Csrf': token() },
		body,
		redirect: 'manual',
		keepalive: isLeaving && String(body).length < MOST_BYTES_OF_LEAVING,
		signal: signal ?? null,
	}).catch((error: unknown) => {
		if (signal?.aborted) throw error
		return undefined
	})
	if (answer === undefined) {
		if (!isLeaving) noteSilence('lost')
		return undefined
	}
	if (answer.status === 401) {
		endSession(answer.headers.get('X-Sign-In'))
		return undefined
	}
	if (answer.ok) noteAnswer()
	// The token may be one of a session before: who signed out and in again elsewhere was never refused a look.
	const isOld = answer.status === 403 && !isLeaving && (await takeSession()) && token() !== body.get('_csrf')
	if (isOld) return postAct(address, fields, options)
	return { status: answer.status, body: await readJson(answer) }
}
