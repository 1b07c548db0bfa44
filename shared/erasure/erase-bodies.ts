import * as z from 'zod'
import type { CaseStore } from '#shared/cases/ports.ts'
import { addMilliseconds, type Clock } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import { settleParkedMail } from '#shared/ledger/parked-mail.ts'
import type { LedgerStore, ParkedStore } from '#shared/ledger/ports.ts'
import { BODY_PREFIXES, type BodyArchive, type BodyPrefix } from './body-archive.ts'
import { isMailOf, type MailOfDependencies, type MailPerson } from './mail-of.ts'

/**
 * The members of networks' events that name the author: X's `user`, `sender_id`, `author_id`; Meta's `from`, `sender`
 * (NETWORKS.md 2, 3).
 */
const AUTHOR_MEMBERS = new Set(['user', 'sender_id', 'author_id', 'from', 'sender', 'user_id', 'from_id', 'source'])
const ID_MEMBERS = ['id', 'id_str'] as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (value: unknown, id: string): boolean =>
	(typeof value === 'string' || typeof value === 'number') && String(value) === id

/** Tells whether some part of an event was written by this id of its network. Other mentions do not count. */
const isWrittenBy = (event: unknown, id: string): boolean => {
	const pending: unknown[] = [event]
	while (pending.length > 0) {
		const value = pending.pop()
		if (Array.isArray(value)) pending.push(...value)
		if (!isRecord(value)) continue
		for (const [name, member] of Object.entries(value)) {
			const isTheirs =
				AUTHOR_MEMBERS.has(name) &&
				(isId(member, id) || (isRecord(member) && ID_MEMBERS.some((one) => isId(member[one], id))))
			if (isTheirs) return true
			if (typeof member === 'object') pending.push(member)
		}
	}
	return false
}

/** Tells whether a text contains an id as a whole word, not as part of a longer number. */
const namesId = (text: string, id: string): boolean => {
	for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
		const around = `${text[at - 1] ?? ''}${text[at + id.length] ?? ''}`
		if (!/[0-9A-Za-z_]/.test(around)) return true
	}
	return false
}

export type EraseBodiesDependencies = MailOfDependencies & {
	readonly archive: BodyArchive
	readonly ledger: Pick<LedgerStore, 'deliveries'>
	readonly parked: Pick<ParkedStore, 'find' | 'erased'>
	readonly store: CaseStore
	readonly clock: Clock
}

/** What identifies the bodies of a person. */
export type BodyPerson = {
	readonly userIds: readonly string[]
	readonly mail: MailPerson
	/** Whether a body that was not understood may still stay for the sake of others in it. */
	readonly mayWithhold: boolean
}

/** A body that names the person and cannot be erased yet, with the reason. */
export type WithheldBody = { readonly key: string; readonly reason: 'parkedWhole' | 'notSettled' }

/** Parked bodies as they are stored (shared/ledger/ports.ts). */
const parkedSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('event'), event: z.unknown() }),
	z.object({ kind: z.literal('body'), bytes: z.string() }),
])
/** A parked mail, with SES's receipt (functions/mail-in). */
const parkedMailSchema = z.object({
	receipt: z.object({ sender: z.string(), recipients: z.array(z.string()) }),
	raw: z.string().default(''),
})

const parsed = (bytes: Uint8Array): unknown => {
	try {
		return JSON.parse(Buffer.from(bytes).toString())
	} catch {
		return undefined
	}
}

/** Tells whether each event of a delivery has an outcome, so that the body is no longer needed. */
const isSettled = async ({ ledger }: EraseBodiesDependencies, envelope: string): Promise<boolean> => {
	const at = envelopeReceivedAt(envelope)
	for await (const batch of ledger.deliveries({ from: at, to: addMilliseconds(at, 1) }))
		for (const { envelope: one, count, outcomes } of batch)
			if (one === envelope) return count !== undefined && outcomes.size >= count
	return false
}

type Verdict = 'notTheirs' | 'theirs' | WithheldBody['reason']
type Judge = (
	dependencies: EraseBodiesDependencies,
	name: string,
	bytes: Uint8Array,
	person: BodyPerson,
) => Promise<Verdict>

const theirsIf = (isTheirs: boolean): Verdict => (isTheirs ? 'theirs' : 'notTheirs')

/**
 * Judges a parked body. An event or a mail has one author. A whole body that was not understood may hold others' events
 * and cannot be rewritten: it stays until it is handled or dismissed.
 */
const judgeParked: Judge = async (dependencies, id, bytes, { userIds, mail, mayWithhold }) => {
	const body = parkedSchema.safeParse(parsed(bytes)).data
	if (body === undefined) return 'notTheirs'
	if (body.kind === 'body') {
		const text = Buffer.from(body.bytes, 'base64').toString()
		if (!userIds.some((userId) => namesId(text, userId))) return 'notTheirs'
		const isWaiting = mayWithhold && (await dependencies.parked.find(id)) !== undefined
		return isWaiting ? 'parkedWhole' : 'theirs'
	}
	const parkedMail = parkedMailSchema.safeParse(body.event).data
	if (parkedMail === undefined) return theirsIf(userIds.some((userId) => isWrittenBy(body.event, userId)))
	const { receipt, raw } = parkedMail
	return theirsIf(await isMailOf(dependencies, mail, Buffer.from(raw, 'base64'), receipt))
}

const judgeRaw: Judge = async (dependencies, envelope, bytes, { userIds }) => {
	const text = Buffer.from(bytes).toString()
	if (!userIds.some((userId) => namesId(text, userId))) return 'notTheirs'
	return (await isSettled(dependencies, envelope)) ? 'theirs' : 'notSettled'
}

const judgeMail: Judge = async (dependencies, _, bytes, { mail }) => theirsIf(await isMailOf(dependencies, mail, bytes))

const JUDGES: Readonly<Record<BodyPrefix, Judge>> = { 'mail/': judgeMail, 'parked/': judgeParked, 'raw/': judgeRaw }

const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

/** Takes a parked entry off the list, and has the case tell that named it, which may be another person's. */
const eraseParked = async (dependencies: EraseBodiesDependencies, id: string): Promise<void> => {
	const { parked, clock } = dependencies
	await settleParkedMail(dependencies, await parked.find(id), 'erased')
	await parked.erased(id, clock.now())
}

const eraseBody = async (
	dependencies: EraseBodiesDependencies,
	prefix: BodyPrefix,
	key: string,
	person: BodyPerson,
): Promise<Verdict> => {
	const bytes = await dependencies.archive.get(key)
	if (bytes === undefined) return 'notTheirs'
	const verdict = await JUDGES[prefix](dependencies, nameIn(key), bytes, person)
	if (verdict !== 'theirs') return verdict
	await dependencies.archive.remove(key)
	if (prefix === 'parked/') await eraseParked(dependencies, nameIn(key))
	return verdict
}

export type BodiesErased = {
	readonly count: number
	readonly withheld: readonly WithheldBody[]
	/** The last key that was checked, where the time ran out. */
	readonly stoppedAfter?: string | undefined
}

/** Bodies read concurrently; a mail may have 40 MB. */
const AT_ONCE = 4

/** Returns where to start in a prefix; undefined where it is done. */
const startOf = (
	prefix: BodyPrefix,
	after: string | undefined,
): { readonly after?: string | undefined } | undefined => {
	if (after === undefined || after < prefix) return {}
	return after.startsWith(prefix) ? { after } : undefined
}

/**
 * Erases the bodies in the bucket that this person wrote. Reads all of them, as the bucket has no index of people: only
 * mails, large deliveries and parked events, stored at most 30 days.
 */
export const eraseBodies = async (
	dependencies: EraseBodiesDependencies,
	person: BodyPerson,
	mayGoOn: () => boolean,
	after?: string,
): Promise<BodiesErased> => {
	const withheld: WithheldBody[] = []
	let count = 0
	for (const prefix of BODY_PREFIXES) {
		const start = startOf(prefix, after)
		if (start === undefined) continue
		let keys = await dependencies.archive.list(prefix, start.after)
		while (keys.length > 0) {
			for (let from = 0; from < keys.length; from += AT_ONCE) {
				const some = keys.slice(from, from + AT_ONCE)
				const verdicts = await Promise.all(some.map((key) => eraseBody(dependencies, prefix, key, person)))
				for (const [index, verdict] of verdicts.entries()) {
					if (verdict === 'theirs') count += 1
					if (verdict === 'parkedWhole' || verdict === 'notSettled')
						withheld.push({ key: some[index] ?? '', reason: verdict })
				}
				// Withheld bodies are checked again by the next run, from the beginning.
				if (withheld.length === 0 && !mayGoOn()) return { count, withheld, stoppedAfter: some.at(-1) ?? prefix }
			}
			keys = await dependencies.archive.list(prefix, keys.at(-1))
		}
	}
	return { count, withheld }
}
