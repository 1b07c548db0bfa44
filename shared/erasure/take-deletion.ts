import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactStore } from '#shared/cases/ports.ts'
import type { OwnAccount } from '#shared/channels/channel.ts'
import type { SignedRequest } from '#shared/channels/meta/signed-request.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { type Deletion, deletionCode, reopened } from './deletion.ts'
import type { DeletionStore } from './deletion-store.ts'
import { contactsOfUser } from './demand-erasure.ts'
import type { ErasureJob } from './erasure-job.ts'

export type TakeDependencies = {
	readonly contacts: Pick<ContactStore, 'find'>
	readonly own: readonly Pick<OwnAccount, 'network' | 'id'>[]
	readonly deletions: DeletionStore
	readonly erasures: Queue<ErasureJob>
	readonly identityKey: string
	readonly clock: Clock
	readonly log: Log
}

/**
 * Cases of whoever has this id with us. Meta gives an app-scoped id here and page-scoped ones in messages (NETWORKS.md
 * 3.7), so that mostly nobody is found, and a person must look; never are both taken to be one without a match.
 */
const casesOf = async (dependencies: TakeDependencies, userId: string): Promise<readonly CaseId[]> => {
	const people = await Promise.all(
		(['facebook', 'instagram'] as const).map((network) => contactsOfUser(dependencies, { network, userId })),
	)
	return [...new Set(people.flat().flatMap(({ cases }) => cases))]
}

/** What a request comes to: as it stood, unless somebody is known now, or they ask again after it ended. */
const after = (
	known: Deletion | undefined,
	code: string,
	cases: readonly CaseId[],
	askedAt: string,
	now: string,
): Deletion | undefined => {
	const state = cases.length > 0 ? 'inWork' : 'byHand'
	if (known === undefined) return { code, receivedAt: now, askedAt: now, state, cases: [...cases], revision: 0 }
	const isNewAsk = known.state === 'finished' && askedAt > (known.finishedAt ?? '')
	const isNewMatch = cases.some((id) => !known.cases.includes(id))
	if (isNewMatch) return reopened(known, 'inWork', [...new Set([...known.cases, ...cases])], now)
	return isNewAsk ? reopened(known, state, [...cases], now) : undefined
}

const ATTEMPTS = 5

/**
 * Takes a person's request by Meta's callback: the same code for each of their requests. Who is found among our contacts
 * is erased; for who is not, a person is called. On record before anything is queued; what is lost then, `tendDeletions` queues.
 */
export const takeDeletion = async (
	dependencies: TakeDependencies,
	{ userId, issuedAt }: SignedRequest,
): Promise<{ readonly code: string }> => {
	const { deletions, erasures, identityKey, clock, log } = dependencies
	const code = deletionCode(identityKey, userId)
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const cases = await casesOf(dependencies, userId)
		const next = after(await deletions.find(code), code, cases, issuedAt, clock.now())
		if (next !== undefined && !(await deletions.put(next))) continue
		if (next?.state === 'inWork') for (const caseId of cases) await erasures.send({ caseId, demand: 'network' })
		if (next?.state === 'byHand') log.count('DeletionsByHand')
		log.info('DELETION_RECEIVED', { outcome: next?.state ?? 'repeated', count: cases.length })
		return { code }
	}
	throw new RetryLaterError('deletionContended')
}
