import { applyCommand } from '#shared/cases/apply.ts'
import { isErasureBegun, isPersonErased } from '#shared/cases/erasing/state.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactAddress, ContactEraser } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, HOUR, type Instant } from '#shared/kernel/clock.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { AuthorAsides } from '#shared/messages/asides.ts'
import type { DraftEraser } from '#shared/replies/draft.ts'
import { type EraseDependencies, eraseCustomerData } from '#shared/requests/erase-customer-data.ts'
import type { SearchIndex } from '#shared/search/search-index.ts'
import { authorOfDemand, type BeginDependencies, beginElsewhere, beginIn, type Demand } from './begin-erasure.ts'
import type { DeletionStore } from './deletion-store.ts'
import { type BodyPerson, type EraseBodiesDependencies, eraseBodies } from './erase-bodies.ts'
import { contentNamedIn, type EraseContentDependencies, eraseAllContent, withMediaIn } from './erase-content.ts'
import type { Progress } from './erasure-progress.ts'
import { deletionsOf } from './finish-deletion.ts'
import { mailPersonOf } from './mail-of.ts'

export type ErasePersonDependencies = BeginDependencies &
	EraseContentDependencies &
	EraseBodiesDependencies &
	EraseDependencies & {
		readonly eraser: ContactEraser
		readonly asides: AuthorAsides
		readonly draftEraser: Pick<DraftEraser, 'eraseOf'>
		readonly deletions: DeletionStore
		readonly search: Pick<SearchIndex, 'removeCase'>
		readonly log: Log
	}

/** Facts whose content is erased between two checks of the time. */
const FACTS_AT_ONCE = 200
const ASIDES_AT_ONCE = 100
/** The delay until a withheld body is checked again. */
const WITHHELD_SECONDS = 900
/** What nobody understood holds an erasure up for less than a day: then it goes whole (NETWORKS.md 3.7). */
const WITHHELD_AT_MOST = 23 * HOUR

type Step = 'done' | 'continued'

/** An erasure that has begun: the case as its facts say, who demanded it, and when. */
type Begun = { readonly state: CaseState; readonly demand: Demand & { readonly at: Instant } }

/**
 * Reads from a case's facts, and from nothing else, that its erasure has begun; undefined where they do not say so. Begins
 * one that is owed since the case could not be read.
 */
const begunIn = async (dependencies: ErasePersonDependencies, caseId: CaseId): Promise<Begun | undefined> => {
	const { store, progress } = dependencies
	const facts = await store.factsAfter(caseId, 0)
	const state = fold(caseId, facts)
	if (state === undefined) return undefined
	if (isErasureBegun(state)) {
		const demand = facts.map(({ fact }) => fact).findLast((fact) => fact.kind === 'PersonErasureDemanded')
		return demand === undefined ? undefined : { state, demand }
	}
	const owed = (await progress.find(caseId))?.owed
	if (owed === undefined) return undefined
	await beginIn(dependencies, caseId, owed)
	return begunIn(dependencies, caseId)
}

/** Adds cases to the deletion requests in work that hold a case of the same person: they end with the last of them. */
const addToDeletions = async (
	{ deletions }: ErasePersonDependencies,
	caseId: CaseId,
	cases: readonly CaseId[],
): Promise<void> => {
	for (const { code } of await deletionsOf(deletions, caseId))
		await retryOnConflict('deletionContended', async () => {
			const deletion = await deletions.find(code)
			if (deletion === undefined || cases.every((one) => deletion.cases.includes(one))) return true
			return (await deletions.put({ ...deletion, cases: [...new Set([...deletion.cases, ...cases])] })) || undefined
		})
}

/**
 * Begins the erasure in all cases of the person, then detaches their addresses, so that later messages open a new
 * contact. An unreadable case is noted while the contact still leads to it.
 */
const partPeople = async (dependencies: ErasePersonDependencies, { state, demand }: Begun): Promise<void> => {
	await retryOnConflict('contactContended', async () => {
		const { people, cases } = await beginElsewhere(dependencies, state, demand)
		await addToDeletions(dependencies, state.id, cases)
		const parted = await Promise.all(people.map((contact) => dependencies.eraser.detachAddress(contact)))
		// A contact that changed meanwhile may have another case.
		return parted.every((isParted) => isParted) || undefined
	})
}

/** Erases the content named by a case's facts after a version. Returns the version it reached. */
const eraseNamed = async (
	dependencies: ErasePersonDependencies,
	caseId: CaseId,
	after: number,
	mayGoOn: () => boolean,
): Promise<{ readonly step: Step; readonly after: number }> => {
	const facts = await dependencies.store.factsAfter(caseId, after)
	// No fact names a draft.
	await dependencies.draftEraser.eraseOf(caseId)
	const withMedia = withMediaIn(facts)
	let reached = after
	for (let from = 0; from < facts.length; from += FACTS_AT_ONCE) {
		if (from > 0 && !mayGoOn()) return { step: 'continued', after: reached }
		const some = facts.slice(from, from + FACTS_AT_ONCE)
		await eraseAllContent(dependencies, contentNamedIn(some), withMedia)
		reached = some.at(-1)?.version ?? reached
	}
	return { step: 'done', after: reached }
}

const eraseAsides = async (
	dependencies: ErasePersonDependencies,
	addresses: readonly ContactAddress[],
	mayGoOn: () => boolean,
): Promise<Step> => {
	for (const address of addresses) {
		let cursor: string | undefined
		do {
			if (cursor !== undefined && !mayGoOn()) return 'continued'
			const page = await dependencies.asides.ofAuthor(address, ASIDES_AT_ONCE, cursor)
			await eraseAllContent(dependencies, page.ids)
			cursor = page.next
		} while (cursor !== undefined)
	}
	return 'done'
}

/**
 * Erases the person's bodies in the bucket. Returns the last checked key where the time ran out, or that a body stays for
 * others' sake, of which those on call learn. Throws while a delivery is still being handled.
 */
const eraseKept = async (
	dependencies: ErasePersonDependencies,
	{ caseId, afterBody }: Progress,
	person: BodyPerson,
	mayGoOn: () => boolean,
): Promise<{ readonly stoppedAfter?: string | undefined; readonly isWithheld?: true | undefined }> => {
	// Without ids and requests the person's bodies were erased with another of their cases.
	if (person.userIds.length === 0 && person.mail.requestIds.size === 0) return {}
	const { withheld, stoppedAfter } = await eraseBodies(dependencies, person, mayGoOn, afterBody)
	for (const { key, reason } of withheld) {
		const name = key.slice(key.lastIndexOf('/') + 1)
		dependencies.log.warn('ERASURE_HELD', { caseId, parked: name, reason })
	}
	if (withheld.some(({ reason }) => reason === 'notSettled'))
		throw new RetryLaterError('bodiesHeld', { delaySeconds: 30 })
	if (withheld.length === 0) return { stoppedAfter }
	dependencies.log.count('ErasuresHeld')
	return { isWithheld: true }
}

/**
 * Records the end of an erasure under the version up to which its content is erased. Data and messages that arrived
 * meanwhile are erased first.
 */
const end = async (
	dependencies: ErasePersonDependencies,
	caseId: CaseId,
	demand: Demand,
	after: number,
): Promise<void> => {
	let version = after
	await retryOnConflict('caseContended', async () => {
		const state = await dependencies.store.load(caseId)
		if (state === undefined) throw new ParkedError('caseUnknown')
		await eraseCustomerData(dependencies, state, { reason: 'demanded', author: authorOfDemand(demand) })
		version = (await eraseNamed(dependencies, caseId, version, () => true)).after
		await dependencies.search.removeCase(caseId)
		const applied = await applyCommand(dependencies, caseId, { kind: 'recordPersonErasure' }, { version })
		return applied.outcome === 'applied' || undefined
	})
	dependencies.log.info('PERSON_ERASED', { caseId, version })
}

/** Reports a job that names nothing which was demanded: somebody who may write to the queue wrote it, or a fault did. */
export const refuseJob = (
	{ log }: Pick<ErasePersonDependencies, 'log'>,
	reason: 'notBegun' | 'deletionUnknown' | 'notSigned',
	caseId?: CaseId,
): 'refused' => {
	log.warn('ERASURE_NOT_DEMANDED', { caseId, reason })
	log.count('ErasuresRefused')
	return 'refused'
}

/**
 * Erases the person of a case whose facts say that it has begun, in this order: detaches their addresses, so that nothing
 * more is filed here; erases what they gave; all content that the case's facts name, with attachments, and what leads
 * to it in the search; their asides; bodies in the bucket; and last the way from the contact's key to the person. Then appends
 * `PersonErased`. May be
 * repeated at any point. Notes how far it is and queues itself again when the time runs out. Throws `RetryLaterError` for
 * what may work later. Never changes facts or ledger.
 */
export const erasePerson = async (
	dependencies: ErasePersonDependencies,
	caseId: CaseId,
	mayGoOn: () => boolean,
): Promise<'erased' | 'continued' | 'refused'> => {
	const { progress, eraser, clock } = dependencies
	const begun = await begunIn(dependencies, caseId)
	if (begun === undefined) return refuseJob(dependencies, 'notBegun', caseId)
	const { state, demand } = begun
	if (isPersonErased(state)) {
		await progress.forget(caseId)
		return 'erased'
	}
	await partPeople(dependencies, begun)
	await eraseCustomerData(dependencies, state, { reason: 'demanded', author: authorOfDemand(demand) })
	const reached = (await progress.find(caseId)) ?? { caseId }
	const named = await eraseNamed(dependencies, caseId, reached.after ?? 0, mayGoOn)
	const rest = { caseId, after: named.after }
	if (named.step === 'continued') return goOn(dependencies, rest)
	// After the content: from then on nobody files words of it any more.
	await dependencies.search.removeCase(caseId)
	const addresses = await eraser.addressesOf(state.contacts)
	if ((await eraseAsides(dependencies, addresses, mayGoOn)) === 'continued') return goOn(dependencies, rest)
	const mail = await mailPersonOf(
		dependencies,
		state.requests.map((request) => request.id),
	)
	const userIds = [...new Set(addresses.map(({ userId }) => userId))]
	const mayWithhold = addMilliseconds(demand.at, WITHHELD_AT_MOST) > clock.now()
	const kept = await eraseKept(dependencies, reached, { userIds, mail, mayWithhold }, mayGoOn)
	if (kept.isWithheld) return goOn(dependencies, rest, WITHHELD_SECONDS)
	if (kept.stoppedAfter !== undefined) return goOn(dependencies, { ...rest, afterBody: kept.stoppedAfter })
	for (const contact of state.contacts) await eraser.forget(contact, clock.now())
	await end(dependencies, caseId, demand, named.after)
	await progress.forget(caseId)
	return 'erased'
}

const goOn = async (
	{ progress, erasures, log }: ErasePersonDependencies,
	rest: Progress,
	delaySeconds?: number,
): Promise<'continued'> => {
	const { caseId } = rest
	await progress.put(rest)
	await erasures.send({ caseId }, { delaySeconds })
	log.info('ERASURE_CONTINUED', { caseId, version: rest.after })
	return 'continued'
}
