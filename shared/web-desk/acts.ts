import * as z from 'zod'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseList } from '#shared/cases/ports.ts'
import { numberIn } from '#shared/desk/search-cases.ts'
import { type ApiResponse, problem } from '#shared/http/problem.ts'
import { answerCall, answerError } from '#shared/http/record-answer.ts'
import type { Route } from '#shared/http/route.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { FindRoute } from './find-route.ts'
import { jsonOfForm } from './form-json.ts'
import { sentOf } from './notice.ts'
import { returnPathOf } from './return-path.ts'
import type { SignedIn } from './session-check.ts'

export type ActDependencies = {
	readonly list: Pick<CaseList, 'findByNumber'>
	readonly findRoute: FindRoute
	readonly log: Log
}

/** The one act that only asks: what it answers is shown beside what was typed. */
export const PREVIEW = 'replies/preview'

/** What was posted: JSON of the script, or the fields of a form. */
export type PostedAct =
	| { readonly kind: 'json'; readonly body: unknown }
	| { readonly kind: 'form'; readonly fields: readonly (readonly [string, string])[] }

/** An act as it was asked for: the path is that of the API, below its case or below `/api/`. */
export type AskedAct = {
	readonly number?: string | undefined
	readonly path: string
	readonly posted: PostedAct
	/** From the address, where a button of a form is for another act than the form. */
	readonly method?: string | undefined
	/** What is told once it is done, from the address as well. */
	readonly done?: string | undefined
	/** From the header, as the script sends it. */
	readonly idempotencyKey: string | undefined
}

/** The methods that a form can ask for by `_method`. */
const METHODS: readonly string[] = ['POST', 'PUT', 'DELETE']

/** Returns the last value of one of the desk's own fields. */
export const ownField = (posted: PostedAct, name: string): string | undefined => {
	if (posted.kind === 'json') return undefined
	const value = posted.fields.findLast(([field]) => field === name)?.[1]
	return value === '' ? undefined : value
}

const methodOf = ({ posted, method }: AskedAct): string => {
	if (method !== undefined) return method
	if (posted.kind === 'form') return ownField(posted, '_method') ?? 'POST'
	const { body } = posted
	const named: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, '_method') : undefined
	return typeof named === 'string' ? named : 'POST'
}

/** Returns the fields that are the act's: all, or where a form serves more than one act, those that its button names. */
const fieldsOf = (fields: Extract<PostedAct, { kind: 'form' }>['fields'], only: string | undefined) => {
	if (only === undefined) return fields
	const names = only.split(' ')
	return fields.filter(([name]) => names.includes(name.split(/[.:]/)[0] ?? ''))
}

/** What a preview takes of the form of an answer, whichever button asks for it. */
export const PREVIEWED = 'visibility text textKey channel inReplyTo purpose until'

const bodyOf = ({ posted, path }: AskedAct): unknown => {
	if (posted.kind === 'form')
		return jsonOfForm(fieldsOf(posted.fields, path === PREVIEW ? PREVIEWED : ownField(posted, '_only')))
	const { body } = posted
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
	return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')))
}

/** Tells whether a body is refused that names no version. */
const asksForVersion = ({ body }: Route['contract']): boolean => {
	const whole = body?.()
	const schema = whole instanceof z.ZodPipe ? whole.in : whole
	const version = schema instanceof z.ZodObject ? schema.shape.version : undefined
	return version !== undefined && !z.safeParse(version, undefined).success
}

/** Who releases what a trainee wrote may do so without having looked; at the desk they looked. */
const RELEASE = /^proposals\/[^/]+\/release$/

/**
 * Returns what a form says to a route. All forms of a case name the version that they were made at; it counts where the API asks
 * what was seen. A note, a promise or an answer taken back is none the less meant where a message was delivered meanwhile.
 */
const bodyFor = ({ contract }: Route, asked: AskedAct): unknown => {
	const body = bodyOf(asked)
	if (asked.posted.kind === 'json' || typeof body !== 'object' || body === null || !('version' in body)) return body
	const { version, ...rest } = body
	return asksForVersion(contract) || RELEASE.test(asked.path) ? body : rest
}

/** Returns the case of a number; undefined where there is none. */
export const caseIdNamed = async (
	{ list }: Pick<ActDependencies, 'list'>,
	number: string,
): Promise<CaseId | undefined> => {
	const known = numberIn(number)
	return known === undefined ? undefined : list.findByNumber(known)
}

/** Returns the path of the API; undefined where there is no such case. */
const apiPathOf = async (dependencies: ActDependencies, { number, path }: AskedAct): Promise<string | undefined> => {
	if (number === undefined) return `/api/${path}`
	const id = await caseIdNamed(dependencies, number)
	return id === undefined ? undefined : `/api/cases/${id}/${path}`
}

/** Does what an act asks for, by the route of the API that does it: who may do it, and what speaks against it, is decided there. */
export const act = async (
	dependencies: ActDependencies,
	{ agent }: Pick<SignedIn, 'agent'>,
	asked: AskedAct,
): Promise<ApiResponse> => {
	const { findRoute, log } = dependencies
	const path = await apiPathOf(dependencies, asked)
	if (path === undefined) return problem('case-unknown')
	const method = methodOf(asked)
	const found = METHODS.includes(method) ? findRoute(method, path) : undefined
	if (found === undefined || found.route.contract.roles === 'open') return problem('not-found')
	const { route, params } = found
	try {
		return await answerCall(log, route, {
			agent,
			id: params.id ?? '',
			params,
			query: {},
			body: method === 'DELETE' ? undefined : bodyFor(route, asked),
			idempotencyKey: asked.idempotencyKey ?? ownField(asked.posted, '_key'),
			range: undefined,
		})
	} catch (error) {
		// The form itself is none.
		return answerError(log, error, { route: route.contract.operation, agent: agent.key })
	}
}

/** Returns the page of a case as it was opened from the list of a page; from none, where that page names none. */
const caseFrom = (number: string, page: string): string => {
	const view = new URL(page, 'http://desk').searchParams.get('view')
	return `/desk/cases/${number}${view === null ? '' : `?${new URLSearchParams({ view })}`}`
}

/** Returns the page that a form stands on, or means to go to: its case as it was opened, where it does not say. */
const backOf = ({ number, posted }: AskedAct): string =>
	returnPathOf(
		ownField(posted, '_only') === undefined ? ownField(posted, '_back') : undefined,
		number === undefined ? undefined : caseFrom(number, returnPathOf(ownField(posted, '_at'), '/')),
	)

/**
 * Returns the page that an act which does not lead on is shown on again: where its form says that it stood, else its case, or
 * the list that it was done from.
 */
export const shownAgainAt = (asked: AskedAct): string => {
	const { number, posted } = asked
	const back = backOf(asked)
	if (number === undefined) return back
	const ofCase = `/desk/cases/${number}`
	const at = returnPathOf(ownField(posted, '_at'), back)
	if (at.split('?')[0] === ofCase) return at
	return back.startsWith('/desk/cases/') ? caseFrom(number, back) : back
}

/** Returns a page's path with what it says of the act before: a notice is of one act, so an older one goes. */
export const tellAt = (back: string, done: string | undefined, sent?: string): string => {
	const [beforeHash = '', hash] = back.split('#')
	const [path = '', query] = beforeHash.split('?')
	const search = new URLSearchParams(query)
	search.delete('sent')
	search.set('done', done?.replace(/[^\w-]/g, '').slice(0, 40) ?? 'changed')
	if (sent !== undefined) search.set('sent', sent)
	return `${path}?${search}${hash === undefined ? '' : `#${hash}`}`
}

/** Returns where a form leads to once its act is done. */
export const afterAct = (asked: AskedAct, answer: ApiResponse): string => {
	const { number, posted } = asked
	const sent = number === undefined ? undefined : sentOf(number, answer)
	return tellAt(backOf(asked), asked.done ?? ownField(posted, '_done'), sent)
}
