import type { Hono } from 'hono'
import { subjectSchema } from '#shared/agents/agent.ts'
import { hashOfSession, isSameSecret, newSession, type SessionStore, wallTime } from '#shared/agents/session.ts'
import { type Authenticate, TokenRefusedError } from '#shared/http/authenticate.ts'
import type { Recognise } from '#shared/http/identify.ts'
import { answerError } from '#shared/http/record-answer.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import type { Random } from '#shared/kernel/id.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import { ownField } from './acts.ts'
import type { WebDeskEnvironment } from './environment.ts'
import { FaultError, SignInFailedError } from './fault.ts'
import { type GateDependencies, readPosted } from './gate.ts'
import { returnPathOf } from './return-path.ts'
import type { DeskSignIn } from './sign-in.ts'

export type SignInRouteDependencies = Pick<GateDependencies, 'cookies' | 'log'> & {
	readonly sessions: SessionStore
	readonly recognise: Recognise
	readonly realClock: RealClock
	readonly signIn: DeskSignIn
	readonly authenticate: Authenticate
	readonly random: Random
	/** Ends all that somebody is signed in with. */
	readonly signOutEverywhere: (sub: string) => Promise<unknown>
}

/** Makes a session of a token: it is checked as every token is, and then dropped. */
const startSession = async (
	{ authenticate, recognise, sessions, realClock, random, log }: SignInRouteDependencies,
	accessToken: string,
): Promise<string> => {
	let sub: string | undefined
	try {
		const token = await authenticate(`Bearer ${accessToken}`)
		sub = token.sub
		const { record } = await recognise(token)
		const { id, session } = newSession({ ...token, role: record.role }, { random, now: wallTime(realClock) })
		await sessions.create(session)
		log.info('SIGNED_IN', { agent: record.key })
		return id
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error
		answerError(log, error, { route: 'signIn' })
		const isOfToken = error instanceof TokenRefusedError || error.code === 'tokenRevoked'
		throw isOfToken ? new FaultError('signInRefused') : new FaultError('noRecord', sub)
	}
}

/** Ends the session of a cookie. One that holds is ended only by a form of its own. */
const endSession = async (
	{ sessions, log, signOutEverywhere }: SignInRouteDependencies,
	id: string,
	{ formToken, isEverywhere }: { readonly formToken: string | undefined; readonly isEverywhere: boolean },
): Promise<void> => {
	const session = await sessions.find(hashOfSession(id))
	if (session === undefined) return
	if (formToken === undefined || !isSameSecret(formToken, session.csrf)) {
		recordRefusal(log, 'token', { reason: 'formTokenWrong', route: 'signOut' })
		throw new FaultError('foreignForm')
	}
	if (isEverywhere) await signOutEverywhere(session.sub)
	await sessions.end(session.hash)
}

/** Adds the steps of signing in and out. None of them needs a session. */
export const addSignInRoutes = (app: Hono<WebDeskEnvironment>, dependencies: SignInRouteDependencies): void => {
	const { cookies, signIn, sessions, log } = dependencies

	app.get('/desk/sign-in', async (context) => {
		context.set('page', 'signIn')
		const { url, pending } = await signIn.begin(subjectSchema.safeParse(context.req.query('hint')).data)
		cookies.setPending(context, { ...pending, back: returnPathOf(context.req.query('back')) })
		return context.redirect(url, 303)
	})

	app.get('/desk/signed-in', async (context) => {
		context.set('page', 'signedIn')
		const pending = cookies.pending(context)
		const state = context.req.query('state') ?? ''
		cookies.dropPending(context)
		if (pending === undefined || !isSameSecret(state, pending.state) || context.req.query('error') !== undefined)
			throw new FaultError('signInStale')
		const accessToken = await signIn.finish(new URL(context.req.url).search.slice(1), pending)
		const id = await startSession(dependencies, accessToken)
		const former = cookies.session(context)
		if (former !== undefined) await sessions.end(hashOfSession(former))
		cookies.setSession(context, id)
		return context.redirect(returnPathOf(pending.back), 303)
	})

	app.post('/desk/sign-out', async (context) => {
		context.set('page', 'signOut')
		const id = cookies.session(context)
		const posted = await readPosted(context.req.raw)
		const formToken = context.req.header('X-Csrf') ?? ownField(posted, '_csrf')
		const isEverywhere = ownField(posted, '_everywhere') !== undefined
		if (id !== undefined) await endSession(dependencies, id, { formToken, isEverywhere })
		cookies.dropSession(context)
		try {
			return context.redirect(await signIn.endUrl(), 303)
		} catch (error) {
			// They are signed out here, whatever the issuer says.
			if (!(error instanceof SignInFailedError)) throw error
			log.warn('SIGN_IN_FAILED', { reason: error.reason, route: 'signOut' })
			return context.redirect('/desk', 303)
		}
	})
}
