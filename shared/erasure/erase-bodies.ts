import type { ContactAddress } from '#shared/cases/ports.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { plus } from '#shared/kernel/clock.ts'
import { envelopeReceivedAt } from '#shared/ledger/envelope.ts'
import type { LedgerStore, ParkedStore } from '#shared/ledger/ports.ts'
import { BODY_PREFIXES, type BodyArchive, type BodyPrefix } from './body-archive.ts'
import { isWrittenBy, namesId } from './written-by.ts'

export type EraseBodiesDependencies = {
	readonly archive: BodyArchive
	readonly ledger: Pick<LedgerStore, 'deliveries'>
	readonly parked: Pick<ParkedStore, 'find' | 'erased'>
	readonly clock: Clock
}

/** Why a body that names the person still lies there. */
export type Held = { readonly key: string; readonly reason: 'parkedWhole' | 'notSettled' }

const parsed = (bytes: Uint8Array): unknown => {
	try {
		return JSON.parse(Buffer.from(bytes).toString())
	} catch {
		return undefined
	}
}

/** Whether each event of a delivery has an outcome: nobody needs the body any more. */
const isSettled = async ({ ledger }: EraseBodiesDependencies, envelope: string): Promise<boolean> => {
	const at = envelopeReceivedAt(envelope)
	for await (const batch of ledger.deliveries({ from: at, to: plus(at, 1) }))
		for (const { envelope: one, count, outcomes } of batch)
			if (one === envelope) return count !== undefined && outcomes.size >= count
	return false
}

type Verdict = 'notTheirs' | 'theirs' | Held['reason']

/**
 * An event is one person's. A body that was not understood may hold others' events too, and cannot be rewritten: it stays
 * until somebody handles it or lets it go.
 */
const parkedVerdict = async (
	dependencies: EraseBodiesDependencies,
	id: string,
	bytes: Uint8Array,
	userIds: readonly string[],
): Promise<Verdict> => {
	const body = parsed(bytes)
	const stored = typeof body === 'object' && body !== null ? body : {}
	if ('event' in stored) return userIds.some((userId) => isWrittenBy(stored.event, userId)) ? 'theirs' : 'notTheirs'
	const text = 'bytes' in stored ? Buffer.from(String(stored.bytes), 'base64').toString() : ''
	if (!userIds.some((userId) => namesId(text, userId))) return 'notTheirs'
	return (await dependencies.parked.find(id)) === undefined ? 'theirs' : 'parkedWhole'
}

const rawVerdict = async (
	dependencies: EraseBodiesDependencies,
	envelope: string,
	bytes: Uint8Array,
	userIds: readonly string[],
): Promise<Verdict> => {
	const text = Buffer.from(bytes).toString()
	if (!userIds.some((userId) => namesId(text, userId))) return 'notTheirs'
	return (await isSettled(dependencies, envelope)) ? 'theirs' : 'notSettled'
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

const eraseBody = async (
	dependencies: EraseBodiesDependencies,
	prefix: BodyPrefix,
	key: string,
	userIds: readonly string[],
): Promise<Verdict> => {
	const bytes = await dependencies.archive.get(key)
	if (bytes === undefined) return 'notTheirs'
	const judge = prefix === 'parked/' ? parkedVerdict : rawVerdict
	const verdict = await judge(dependencies, nameIn(key), bytes, userIds)
	if (verdict !== 'theirs') return verdict
	await dependencies.archive.remove(key)
	if (prefix === 'parked/') await dependencies.parked.erased(nameIn(key), dependencies.clock.now())
	return verdict
}

export type BodiesErased = {
	readonly count: number
	readonly held: readonly Held[]
	/** The last key that was looked at, where time was up before the end. */
	readonly stoppedAfter?: string
}

/**
 * Looks through all bodies that lie in the bucket and erases those that hold what this person wrote. The bucket has no
 * index of people, so all are read: few, for only large deliveries and parked events lie there, at most 30 days.
 */
export const eraseBodies = async (
	dependencies: EraseBodiesDependencies,
	addresses: readonly ContactAddress[],
	mayGoOn: () => boolean,
	after?: string,
): Promise<BodiesErased> => {
	const userIds = [...new Set(addresses.map(({ userId }) => userId))]
	const held: Held[] = []
	let count = 0
	let last = after
	for (const prefix of BODY_PREFIXES) {
		if (last !== undefined && !last.startsWith(prefix) && last > prefix) continue
		let keys = await dependencies.archive.list(prefix, last?.startsWith(prefix) ? last : undefined)
		while (keys.length > 0) {
			for (const key of keys) {
				// One that is held is looked at again by whoever comes next.
				if (!mayGoOn() && last !== undefined && held.length === 0) return { count, held, stoppedAfter: last }
				const verdict = await eraseBody(dependencies, prefix, key, userIds)
				if (verdict === 'theirs') count += 1
				if (verdict === 'parkedWhole' || verdict === 'notSettled') held.push({ key, reason: verdict })
				last = key
			}
			keys = await dependencies.archive.list(prefix, last)
		}
	}
	return { count, held }
}
