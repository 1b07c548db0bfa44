import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { networks, visibilities } from './network.ts'

export const faultKinds = [
	'timeout-before',
	'timeout-after',
	'cut-answer',
	'reset-before',
	'reset-after',
	'5xx-before',
	'5xx-after',
	'slow',
	'429',
	'429-day',
	'revoked',
	'blocked',
	'dm-closed',
	'duplicate',
] as const
export type FaultKind = (typeof faultKinds)[number]
/** Besides them: any answer, word for word. */
export const ANSWER = 'answer'
export const callKinds = ['writing', 'reading', 'all'] as const

/** These last until they are lifted and apply to reading too, unless set otherwise. */
const LASTING: ReadonlySet<string> = new Set(['revoked', 'blocked'])

/** A header's name is a token, its value without line breaks (RFC 9110, 5.1 and 5.5). */
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/)
const headerValue = z.string().regex(/^[\t\x20-\x7e]{0,1000}$/)
/** What only the kind `answer` has. */
const ANSWERED = ['status', 'headers', 'body', 'happens'] as const

/** What `POST /practice/faults` takes; `5xx` is the old name of `5xx-before`. */
export const faultSchema = z
	.strictObject({
		kind: z.preprocess((kind) => (kind === '5xx' ? '5xx-before' : kind), z.enum([...faultKinds, ANSWER])),
		network: z.enum(networks).optional(),
		/** The id of an account of ours. */
		account: z.string().min(1).max(40).optional(),
		visibility: z.enum(visibilities).optional(),
		calls: z.enum(callKinds).optional(),
		/** Part of what the call carries, e.g. of the text of an answer. */
		contains: z.string().min(1).max(200).optional(),
		/** How many calls it hits. */
		times: z.number().int().min(1).max(1_000_000).optional(),
		/** `429`, `429-day`: when the network says it goes on. */
		resetSeconds: z.number().int().min(1).max(86_400).optional(),
		/** `slow`: how late the answer comes. */
		delayMilliseconds: z.number().int().min(1).max(600_000).optional(),
		/** `answer`: what is answered, word for word, in the place of the network's own answer. */
		status: z.number().int().min(200).max(599).optional(),
		headers: z.record(headerName, headerValue).optional(),
		body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
		/** `answer`: the call is carried out all the same. */
		happens: z.boolean().optional(),
	})
	.refine(({ kind, status }) => kind !== ANSWER || status !== undefined, {
		path: ['status'],
		error: 'An answer needs a status.',
	})
	.refine(({ kind, ...given }) => kind === ANSWER || ANSWERED.every((member) => given[member] === undefined), {
		error: 'Only an answer has a status, headers, a body, or happens.',
	})
	.transform(({ kind, calls, ...fault }) => ({
		...fault,
		kind,
		calls: calls ?? (LASTING.has(kind) ? 'all' : 'writing'),
	}))
export type Fault = z.output<typeof faultSchema>

const rowSchema = z.object({ id: z.number(), body: z.string(), times: z.number().nullable() })
/** The traits of a call by which faults are limited. */
export type Hit = {
	readonly network: string
	/** Empty for callers that were not admitted: no fault applies to them. */
	readonly account: string
	readonly visibility: 'public' | 'private'
	readonly calls: 'reading' | 'writing'
	/** What the call carries: its body, or its parameters as JSON. */
	readonly carries: string
	/** Meta: knows no repetition of a plain message. */
	readonly knowsRepetition: boolean
}

const isFor = (fault: Fault, hit: Hit): boolean =>
	hit.account !== '' &&
	(fault.network ?? hit.network) === hit.network &&
	(fault.account ?? hit.account) === hit.account &&
	(fault.visibility ?? hit.visibility) === hit.visibility &&
	(fault.calls === 'all' || fault.calls === hit.calls) &&
	hit.carries.includes(fault.contains ?? '') &&
	(fault.kind !== 'dm-closed' || (hit.visibility === 'private' && hit.calls === 'writing')) &&
	(fault.kind !== 'duplicate' || (hit.knowsRepetition && hit.calls === 'writing'))

/**
 * Creates the store of faults for the networks' APIs: first in, first out, each for the calls it is limited to. They are
 * kept over restarts.
 */
export const createFaults = (database: DatabaseSync) => {
	const insert = database.prepare('insert into set_faults (body, times) values (?, ?)')
	const all = database.prepare('select * from set_faults where times is null or times > 0 order by id')
	const use = database.prepare('update set_faults set times = times - 1 where id = ?')
	const lift = database.prepare('delete from set_faults where id = ?')
	const clear = database.prepare('delete from set_faults')
	/** Returns the faults; `times` is what is left, and without it a fault lasts until it is lifted. */
	const list = (): (Fault & { id: number })[] =>
		z
			.array(rowSchema)
			.parse(all.all())
			.map(({ id, body, times }) => ({
				id,
				...storedSchema.parse(JSON.parse(body)),
				times: times ?? undefined,
			}))
	return {
		add: (fault: Fault): Fault & { id: number } => {
			const { times = LASTING.has(fault.kind) ? null : 1, ...rest } = fault
			const id = Number(insert.run(JSON.stringify(rest), times).lastInsertRowid)
			return { id, ...rest, times: times ?? undefined }
		},
		list,
		/** Removes a fault. Returns false if there is no such fault. */
		lift: (id: number): boolean => lift.run(id).changes > 0,
		clear: (): void => void clear.run(),
		/** Returns the fault that applies to a call and uses it up once. */
		take: (hit: Hit): Fault | undefined => {
			const fault = list().find((one) => isFor(one, hit))
			if (fault) use.run(fault.id)
			return fault
		},
		version: (): string => JSON.stringify(list().map(({ id, times }) => [id, times])),
	}
}
export type Faults = ReturnType<typeof createFaults>

const storedSchema = faultSchema
