import type { MiddlewareHandler } from 'hono'
import { isSameSecret } from '#shared/agents/session.ts'
import { readJsonBody } from '#shared/http/app.ts'
import { answerError } from '#shared/http/record-answer.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { ownField, type PostedAct } from './acts.ts'
import type { DeskCookies } from './cookies.ts'
import { isScripted, signInPathFor, type WebDeskContext, type WebDeskEnvironment } from './environment.ts'
import { FaultError } from './fault.ts'
import type { SignedIn } from './session-check.ts'

export type GateDependencies = {
	/** Returns who is behind the id of a session. `isAct`: they did something, which prolongs it. */
	readonly findSignedIn: (id: string, isAct: boolean) => Promise<SignedIn | undefined>
	readonly cookies: DeskCookies
	readonly log: Log
}

type Gate = MiddlewareHandler<WebDeskEnvironment>

/** Tells whether something is to be done. */
export const isChange = ({ req }: WebDeskContext): boolean => !['GET', 'HEAD'].includes(req.method)

/** The longest form: an answer of 10,000 characters, each escaped as twelve. */
const MAX_BYTES = 256 * 1_024

const readForm = async (request: Request): Promise<PostedAct> => {
	const bytes = await request.arrayBuffer()
	if (bytes.byteLength > MAX_BYTES) throw new RefusedError('tooLarge')
	return { kind: 'form', fields: [...new URLSearchParams(new TextDecoder().decode(bytes))] }
}

/** Reads what was posted. Throws `RefusedError` for what is neither a form nor JSON. */
export const readPosted = async (request: Request): Promise<PostedAct> => {
	const type = request.headers.get('Content-Type') ?? ''
	if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return readForm(request)
	return { kind: 'json', body: await readJsonBody(request) }
}

/** What `Sec-Fetch-Site` says of a change by our own pages; a browser that is older says nothing. */
const OWN_SITES: readonly (string | undefined)[] = ['same-origin', undefined]

/** Refuses what another site has a browser post: its origin, or what the browser says of the site, is not ours. */
export const refuseForeign =
	(deskOrigin: string, log: Log): Gate =>
	async (context, next) => {
		const origin = context.req.header('Origin')
		const isForeign =
			(origin !== undefined && origin !== deskOrigin) || !OWN_SITES.includes(context.req.header('Sec-Fetch-Site'))
		if (isChange(context) && isForeign) {
			recordRefusal(log, 'token', { reason: 'originForeign' })
			throw new FaultError('foreignForm')
		}
		await next()
	}

/** Lets through who has a session that holds. Without a cookie that could be one, it asks nobody. */
export const askSession =
	({ cookies, log, findSignedIn }: GateDependencies): Gate =>
	async (context, next) => {
		const id = cookies.session(context)
		const isAct = isChange(context) || context.req.header('X-Part') === undefined
		try {
			const signedIn = id === undefined ? undefined : await findSignedIn(id, isAct)
			if (signedIn === undefined) throw new FaultError('sessionEnded')
			context.set('signedIn', signedIn)
		} catch (error) {
			if (!(error instanceof RefusedError || error instanceof FaultError)) throw error
			if (error instanceof RefusedError) answerError(log, error, {})
			if (id !== undefined) cookies.dropSession(context)
			if (error instanceof RefusedError && error.code !== 'tokenRevoked' && !isScripted(context))
				throw new FaultError('noRecord')
			if (!isChange(context) && !isScripted(context)) return context.redirect(signInPathFor(context), 303)
			throw new FaultError('sessionEnded')
		}
		await next()
		return undefined
	}

/** Lets a change through that carries the session's own token: in its form, or in the header where a script asks. */
export const askFormToken =
	(log: Log): Gate =>
	async (context, next) => {
		if (isChange(context)) {
			const posted = await readPosted(context.req.raw)
			context.set('posted', posted)
			const { session, agent } = context.get('signedIn')
			const given = context.req.header('X-Csrf') ?? ownField(posted, '_csrf')
			if (given === undefined || !isSameSecret(given, session.csrf)) {
				recordRefusal(log, 'token', { reason: 'formTokenWrong', agent: agent.key })
				throw new FaultError('foreignForm')
			}
		}
		await next()
	}
