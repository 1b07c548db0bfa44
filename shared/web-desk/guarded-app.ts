import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { answerError } from '#shared/http/record-answer.ts'
import { READERS } from '#shared/http/route.ts'
import type { Log } from '#shared/kernel/log.ts'
import { recordRefusal } from '#shared/kernel/record-refusal.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeskAssets } from './assets.ts'
import type { DeskCookies } from './cookies.ts'
import {
	isScripted,
	languageFor,
	placeOfAsker,
	signInPathFor,
	type WebDeskContext,
	type WebDeskEnvironment,
} from './environment.ts'
import { type DeskFault, FaultError, faultOfStatus, SignInFailedError, STATUS_OF_FAULT } from './fault.ts'
import { faultPage } from './fault-page.ts'
import { isChange, readPosted, refuseForeign } from './gate.ts'
import { deskHeaders } from './headers.ts'
import { returnPathOf } from './return-path.ts'
import type { DeskSettings } from './sign-in.ts'

export type GuardedDependencies = {
	readonly assets: () => DeskAssets
	readonly cookies: DeskCookies
	readonly log: Log
	/** Renders a fault within the frame, for somebody who is signed in; else it is a page by itself. */
	readonly framed?:
		| ((context: WebDeskContext, fault: DeskFault, written: readonly string[]) => Promise<Html>)
		| undefined
}
export type GuardedSettings = Pick<DeskSettings, 'DESK_ORIGIN' | 'SIGN_IN_ORIGIN'>

type Answer = (context: WebDeskContext, fault: DeskFault, sub?: string) => Promise<Response>

/** Faults of one's own way: nothing is wrong with the desk, so its lists and search stay at hand. */
const WITHIN_FRAME: readonly DeskFault[] = ['notFound', 'forbidden', 'badRequest']

/** Words, not a code or a number: only what somebody wrote has a blank in it. */
const isWritten = (name: string, text: string): boolean => !name.startsWith('_') && /\S\s+\S/.test(text)

/** Returns what somebody wrote into a form of ours that was not taken; of a form of another site nothing. */
const writtenIn = async (context: WebDeskContext): Promise<readonly string[]> => {
	if (context.get('isOwnForm') !== true || !isChange(context)) return []
	// Where the fault came first, nobody read the form yet. What cannot be read is none of ours.
	const posted = context.get('posted') ?? (await readPosted(context.req.raw).catch(() => undefined))
	if (posted?.kind !== 'form') return []
	return [...new Set(posted.fields.flatMap(([name, text]) => (isWritten(name, text) ? [text] : [])))]
}

/** Answers a fault: as a page to people, as a status to the script. */
const createShowFault =
	({ assets, cookies, framed }: GuardedDependencies): Answer =>
	async (context, fault, sub) => {
		const status = STATUS_OF_FAULT[fault]
		if (status === 401) context.header('X-Sign-In', signInPathFor(context))
		if (status === 503) context.header('Retry-After', '1')
		if (context.req.header('X-Part') !== undefined) return context.body(null, status)
		if (isScripted(context)) {
			const type = { 'Content-Type': 'application/problem+json' }
			return context.json({ type: `urn:hilft:problem:desk-${fault}`, status }, status, type)
		}
		const written = await writtenIn(context)
		// Whose role sees none of the lists is not shown the way to them.
		const isReader = READERS.includes(context.get('signedIn')?.agent.role)
		if (framed !== undefined && WITHIN_FRAME.includes(fault) && isReader) {
			// What the frame needs may fail as well: then the fault is told without it.
			const page = await framed(context, fault, written).catch(() => undefined)
			if (page !== undefined) return context.html(page, status)
		}
		const signedIn = context.get('signedIn')
		const page = await faultPage(fault, {
			language: languageFor(context, cookies),
			style: assets().paths.style,
			back: returnPathOf(cookies.pending(context)?.back, isChange(context) ? placeOfAsker(context) : undefined),
			csrf: signedIn?.session.csrf,
			isOutside: signedIn !== undefined && !isReader,
			written,
			sub,
		})
		return context.html(page, status)
	}

/** Creates an app of the desk without a page: its headers, what it says of errors, and no change by another site's hand. */
export const createGuardedApp = (
	dependencies: GuardedDependencies,
	{ DESK_ORIGIN, SIGN_IN_ORIGIN }: GuardedSettings,
): Hono<WebDeskEnvironment> => {
	const { log } = dependencies
	const app = new Hono<WebDeskEnvironment>()
	const headers = Object.entries(deskHeaders(SIGN_IN_ORIGIN))
	const showFault = createShowFault(dependencies)

	app.onError((error, context) => {
		if (error instanceof FaultError) return showFault(context, error.fault, error.sub)
		const route = context.get('page')
		if (error instanceof SignInFailedError) {
			log.error('SIGN_IN_FAILED', error, { reason: error.reason, route })
			return showFault(context, 'signInFailed')
		}
		if (error instanceof HTTPException && error.status === 403) {
			recordRefusal(log, 'token', { reason: 'originMissing', route })
			return showFault(context, 'foreignForm')
		}
		return showFault(context, faultOfStatus(answerError(log, error, { route }).status))
	})
	app.notFound((context) => showFault(context, 'notFound'))
	app.use(async (context, next) => {
		await next()
		// What a poll without news costs is its headers.
		if (context.res.status === 304) return
		if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store')
		for (const [name, value] of headers) context.header(name, value)
	})
	app.use(refuseForeign(DESK_ORIGIN, log))
	app.use(csrf({ origin: DESK_ORIGIN, secFetchSite: 'same-origin' }))
	app.use(async (context, next) => {
		context.set('isOwnForm', true)
		await next()
	})
	return app
}
