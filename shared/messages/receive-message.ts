import { addressAndLanguageCodes } from '#shared/cases/address/evolve.ts'
import { record } from '#shared/cases/apply.ts'
import { openCase } from '#shared/cases/closing/evolve.ts'
import { withConsequences } from '#shared/cases/consequences.ts'
import { evolve } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import type { Fact, FactOf } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { rememberedSteps } from '#shared/cases/netiquette/state.ts'
import type { CaseStore, Contact, ContactAddress } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { crockford, newId, type Random } from '#shared/kernel/id.ts'
import { retryOnConflict } from '#shared/kernel/retry-on-conflict.ts'
import type { IncomingMessage } from './incoming-message.ts'
import { type Filing, fileContent, isUnfiled, toFetch, type UnfiledContent } from './message-content.ts'
import { raiseSignals } from './raise-signals.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import { reviseMessage } from './revise-message.ts'

/** A case closed less than this before the message's network time is reopened; later a new case begins. */
export const REOPEN_WITHIN = 14 * DAY

export type Received =
	| { readonly outcome: 'message'; readonly caseId: CaseId; readonly opened: boolean }
	/** A redelivery of the event that filed it. */
	| { readonly outcome: 'alreadyDone' }
	/** Another edition of a message that was filed before. */
	| { readonly outcome: 'update' }
	/** The same content by another event. */
	| { readonly outcome: 'duplicate' }

const isReopened = (state: CaseState, message: IncomingMessage): boolean =>
	state.state === 'open' ||
	state.closedAt === undefined ||
	addMilliseconds(state.closedAt, REOPEN_WITHIN) > message.sentAt

type Cases = { readonly current?: CaseState | undefined; readonly earlier?: CaseState | undefined }

/** Returns the contact's open or lately closed case, if there is one; else the last one before, if there was one. */
const caseFor = async (store: CaseStore, contact: Contact | undefined, message: IncomingMessage): Promise<Cases> => {
	if (contact?.openCase === undefined) return {}
	const state = await store.load(contact.openCase)
	return state !== undefined && isReopened(state, message) ? { current: state } : { earlier: state }
}

const received = (message: IncomingMessage, contact: Contact['key'], at: string): FactOf<'MessageReceived'> =>
	fact('MessageReceived', at, {
		message: message.key,
		contact,
		network: message.network,
		visibility: message.visibility,
		form: message.form,
		sentAt: message.sentAt,
		isSummons: message.isSummons,
		toFetch: toFetch(message),
		...addressAndLanguageCodes(message.addressAndLanguage ?? {}),
	})

const addressOf = ({ network, accountId, author }: IncomingMessage): ContactAddress => ({
	network,
	accountId,
	userId: author.id,
})

const newContact = (message: IncomingMessage, random: Random): Contact => ({
	key: newId('contact', random),
	...addressOf(message),
	cases: [],
	revision: 0,
})

/**
 * Returns the contact after the message, or undefined where an open case stays and nothing about the contact changes. A
 * reopening always writes the contact, so that of two messages at once, one reopening and one opening, the second
 * conflicts.
 */
const contactAfter = (
	contact: Contact,
	message: IncomingMessage,
	after: CaseState,
	current: CaseState | undefined,
): Contact | undefined => {
	const { id: caseId, form, language } = after
	const handle = message.author.handle ?? contact.handle
	const isSame = contact.handle === handle && contact.form === form && (contact.language ?? 'de') === language
	if (current?.state === 'open' && isSame) return undefined
	const cases = contact.cases.includes(caseId) ? contact.cases : [...contact.cases, caseId]
	return { ...contact, handle, form: form ?? contact.form, language, openCase: caseId, cases }
}

/** Numbers of seven characters that a case tries. So many that are taken say that they run out: eight follow. */
const SHORT_NUMBERS_TRIED = 5

/** Draws a number for a new case, on its `tried`th try, counted from 0. The case's first transaction claims it. */
const drawNumber = (random: Random, tried: number): string =>
	crockford(random.bytes(5), tried < SHORT_NUMBERS_TRIED ? 7 : 8)

type Filed = Filing & { readonly facts: readonly Fact[]; readonly after: CaseState }

/** What the words of a message add to its case. */
type Raise = ReturnType<typeof raiseSignals>

/** Returns the facts of updates that came before their message. */
const earlierFacts = (
	before: UnfiledContent | undefined,
	message: MessageKey,
	filedVersion: number,
	at: Instant,
): readonly Fact[] => {
	if (before?.kind === 'erased') return [fact('MessageErased', at, { message, filedVersion })]
	return before?.isHidden === true ? [fact('MessageHidden', at, { message, isHidden: true })] : []
}

const file = (
	{ current, earlier }: Cases,
	message: IncomingMessage,
	contact: Contact,
	before: UnfiledContent | undefined,
	raise: Raise,
	tried: number,
	{ clock, random }: ReceiveDependencies,
): Filed => {
	const at = clock.now()
	/** Words that were taken back before they came mean nothing any more. */
	const withRaised = (facts: readonly Fact[], after: CaseState): Pick<Filed, 'facts' | 'after'> => {
		const raised = before?.kind === 'erased' ? [] : raise(after, at)
		return { facts: [...facts, ...raised], after: raised.reduce(evolve, after) }
	}
	const filed = received(message, contact.key, at)
	if (current === undefined) {
		const number = drawNumber(random, tried)
		const opened = fact('CaseOpened', at, {
			number,
			contact: contact.key,
			network: message.network,
			...addressAndLanguageCodes(contact),
			netiquette: earlier === undefined ? undefined : rememberedSteps(earlier, at),
		})
		const caseId = newId('case', random)
		const later = [filed, ...earlierFacts(before, message.key, 2, at)]
		return {
			caseId,
			...withRaised([opened, ...later], later.reduce(evolve, openCase(caseId, opened))),
			filedVersion: 2,
		}
	}
	const reopened: readonly Fact[] = current.state === 'closed' ? [fact('CaseReopened', at)] : []
	const filedVersion = current.version + reopened.length + 1
	const happened = [...reopened, filed, ...earlierFacts(before, message.key, filedVersion, at)]
	const facts = withConsequences(current, happened)
	return { caseId: current.id, ...withRaised(facts, facts.reduce(evolve, current)), filedVersion }
}

/**
 * Files a message with its contact's case: the open one, a lately closed one that is reopened, or a new one. Writes facts,
 * content, head and, if it changes, the contact in one transaction. The message's key makes it happen once, in whatever
 * order deliveries come; another edition of a known message revises it. Throws `RetryLaterError` after too many conflicts.
 */
export const receiveMessage = async (
	dependencies: ReceiveDependencies,
	message: IncomingMessage,
): Promise<Received> => {
	const { store, contacts, content, random } = dependencies
	const raise = raiseSignals(message.key, message)
	let before: UnfiledContent | undefined
	return retryOnConflict<Received>('caseContended', async (tried) => {
		const known = await contacts.find(addressOf(message))
		const contact = known ?? newContact(message, random)
		const cases = await caseFor(store, known, message)
		const { current } = cases
		const { caseId, facts, after, filedVersion } = file(cases, message, contact, before, raise, tried, dependencies)
		const written = contactAfter(contact, message, after, current)
		const committed = await store.commit({
			before: current,
			facts: record(current?.version ?? 0, facts),
			after,
			content: fileContent(message, { caseId, filedVersion }, before),
			contact: written,
		})
		if (committed.result === 'committed') return { outcome: 'message', caseId, opened: current === undefined }
		if (committed.result === 'alreadySeen' && committed.source === message.source) return { outcome: 'alreadyDone' }
		const [seen] = committed.result === 'alreadySeen' || before !== undefined ? await content.get([message.key]) : []
		if (seen?.kind === 'alias') return receiveMessage(dependencies, { ...message, key: seen.aliasOf })
		if (seen !== undefined && !isUnfiled(seen)) return reviseMessage(dependencies, message)
		before = seen
		return undefined
	})
}
