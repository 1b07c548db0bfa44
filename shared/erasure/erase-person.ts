import { applyCommand, CONFLICT_RETRIES } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { ContactAddress, ContactEraser } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { AuthorAsides } from '#shared/messages/asides.ts'
import { draftKey } from '#shared/replies/draft.ts'
import { type EraseDependencies, eraseCustomerData } from '#shared/requests/erase-customer-data.ts'
import { type Demand, type DemandDependencies, demandEverywhere, demandIn } from './demand-erasure.ts'
import { type BodyPerson, type EraseBodiesDependencies, eraseBodies } from './erase-bodies.ts'
import { contentNamedIn, type EraseContentDependencies, eraseAllContent, withMediaIn } from './erase-content.ts'
import type { ErasureJob } from './erasure-job.ts'
import { mailPersonOf } from './mail-of.ts'

export type ErasePersonDependencies = DemandDependencies &
	EraseContentDependencies &
	EraseBodiesDependencies &
	EraseDependencies & {
		readonly eraser: ContactEraser
		readonly asides: AuthorAsides
		/** Its own queue, for the rest of a long erasure. */
		readonly again: Queue<ErasureJob>
		readonly log: Log
	}

/** Facts whose content is erased between two looks at the clock. */
const FACTS_AT_ONCE = 200
const ASIDES_AT_ONCE = 100
/** A body that must stay is looked at again after this; ten tries are more than two hours. */
const HELD_SECONDS = 900

type Step = 'done' | 'continued'

/** The case once its erasure is demanded; undefined where nobody demanded it. */
const demandedState = async (
	dependencies: ErasePersonDependencies,
	{ caseId, demand, by }: ErasureJob,
): Promise<CaseState | undefined> => {
	const state =
		demand === undefined
			? await dependencies.store.load(caseId)
			: await demandIn(dependencies, caseId, { reason: demand, by })
	if (state === undefined) throw new ParkedError('caseUnknown')
	return state.personErasure === undefined ? undefined : state
}

/** Why and by whom, as the case's own fact says. */
const demandOf = async ({ store }: ErasePersonDependencies, caseId: CaseId): Promise<Demand> => {
	for (const { fact } of await store.factsAfter(caseId, 0))
		if (fact.kind === 'PersonErasureDemanded') return { reason: fact.reason, by: fact.by }
	return { reason: 'demanded' }
}

const jobOf = (caseId: CaseId, { reason, by }: Demand): ErasureJob => ({
	caseId,
	demand: reason,
	by,
})

/**
 * First all cases of the person are told, then their addresses are free: what they write from now on is somebody new's. A
 * case that cannot be read gets a job of its own while the contact still leads to it: it dies with an alarm and is redriven
 * once the case can be read, and the others are erased now.
 */
const partPeople = async (dependencies: ErasePersonDependencies, state: CaseState, demand: Demand): Promise<void> => {
	for (let attempt = 0; attempt < CONFLICT_RETRIES; attempt += 1) {
		const { people, unreadable } = await demandEverywhere(dependencies, state, demand)
		for (const caseId of unreadable) await dependencies.again.send(jobOf(caseId, demand))
		const parted = await Promise.all(people.map((contact) => dependencies.eraser.detachAddress(contact)))
		// One that changed meanwhile may have another case.
		if (parted.every((isParted) => isParted)) return
	}
	throw new RetryLaterError('contactContended')
}

/** Erases what the facts of a case name, on from a version; says up to which it came. */
const eraseNamed = async (
	dependencies: ErasePersonDependencies,
	caseId: CaseId,
	after: number,
	mayGoOn: () => boolean,
): Promise<{ readonly step: Step; readonly after: number }> => {
	const facts = await dependencies.store.factsAfter(caseId, after)
	// No fact names what an agent was just writing.
	await eraseAllContent(dependencies, [draftKey(caseId)])
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

/** Throws while a body must stay for others' sake: the erasure has not ended, and those on call learn of it. */
const eraseKept = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	person: BodyPerson,
	mayGoOn: () => boolean,
): Promise<string | undefined> => {
	// Who is known by nothing any more was looked for by another of their cases.
	if (person.userIds.length === 0 && person.mail.requestIds.size === 0) return undefined
	const { held, stoppedAfter } = await eraseBodies(dependencies, person, mayGoOn, job.afterBody)
	for (const { key, reason } of held) {
		const name = key.slice(key.lastIndexOf('/') + 1)
		dependencies.log.warn('ERASURE_HELD', { caseId: job.caseId, parked: name, reason })
	}
	if (held.length > 0) {
		const delaySeconds = held.every(({ reason }) => reason === 'notSettled') ? 30 : HELD_SECONDS
		throw new RetryLaterError('bodiesHeld', { delaySeconds })
	}
	return stoppedAfter
}

/**
 * Ends the erasure of a case under the version up to which its content is erased. What came meanwhile, a value put into the
 * vault or a message of somebody who was read as known just before, is erased first.
 */
const end = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	demand: Demand,
	after: number,
): Promise<void> => {
	const { caseId } = job
	let version = after
	for (let attempt = 0; attempt < CONFLICT_RETRIES; attempt += 1) {
		const state = await dependencies.store.load(caseId)
		if (state === undefined) throw new ParkedError('caseUnknown')
		await eraseCustomerData(dependencies, state, { reason: 'demanded', by: demand.by })
		version = (await eraseNamed(dependencies, caseId, version, () => true)).after
		const applied = await applyCommand(dependencies, caseId, { kind: 'recordPersonErasure' }, { version })
		if (applied.outcome === 'applied') return dependencies.log.info('PERSON_ERASED', { caseId, version })
	}
	throw new RetryLaterError('caseContended')
}

/**
 * Erases the person of a case: parts them from their address, so that nothing more is filed here; what they gave; all
 * content that the case's facts name, with what came along; what they wrote aside; bodies in the bucket; and last what still
 * led from the contact's key to the person. Then `PersonErased`. Cut off anywhere, or repeated, it goes on. When time is up
 * the rest is queued. Throws `RetryLaterError` for what may work later; facts and ledger are never touched.
 */
export const erasePerson = async (
	dependencies: ErasePersonDependencies,
	job: ErasureJob,
	mayGoOn: () => boolean,
): Promise<'erased' | 'continued' | 'notDemanded'> => {
	const { caseId } = job
	const state = await demandedState(dependencies, job)
	if (state === undefined) return 'notDemanded'
	if (state.personErasure === 'done') return 'erased'
	const demand = await demandOf(dependencies, caseId)
	await partPeople(dependencies, state, demand)
	await eraseCustomerData(dependencies, state, { reason: 'demanded', by: demand.by })
	const named = await eraseNamed(dependencies, caseId, job.after ?? 0, mayGoOn)
	const rest = { caseId, after: named.after }
	if (named.step === 'continued') return goOn(dependencies, rest)
	const addresses = await dependencies.eraser.addressesOf(state.contacts)
	if ((await eraseAsides(dependencies, addresses, mayGoOn)) === 'continued') return goOn(dependencies, rest)
	const mail = await mailPersonOf(
		dependencies,
		state.requests.map((request) => request.id),
	)
	const userIds = [...new Set(addresses.map(({ userId }) => userId))]
	const stoppedAfter = await eraseKept(dependencies, job, { userIds, mail }, mayGoOn)
	if (stoppedAfter !== undefined) return goOn(dependencies, { ...rest, afterBody: stoppedAfter })
	for (const contact of state.contacts) await dependencies.eraser.forget(contact, dependencies.clock.now())
	await end(dependencies, job, demand, named.after)
	return 'erased'
}

const goOn = async ({ again, log }: ErasePersonDependencies, rest: ErasureJob): Promise<'continued'> => {
	await again.send(rest)
	log.info('ERASURE_CONTINUED', { caseId: rest.caseId, version: rest.after })
	return 'continued'
}
