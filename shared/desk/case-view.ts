import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { languageToWrite } from '#shared/cases/address/evolve.ts'
import { claimer } from '#shared/cases/claims/rights.ts'
import { ALLOWED_ACTS } from '#shared/cases/data/levels.ts'
import { erasureBeginsAt, standingErasure } from '#shared/cases/erasing/state.ts'
import type { AgentKey, MessageKey } from '#shared/cases/keys.ts'
import { stepKindSchema } from '#shared/cases/netiquette/facts.ts'
import { isStepDue, mutedUntil, recentSteps } from '#shared/cases/netiquette/state.ts'
import type { Contact } from '#shared/cases/ports.ts'
import { isStaleProposal } from '#shared/cases/proposals/state.ts'
import { answerBy, answerWindows } from '#shared/cases/replies/answer-window.ts'
import type { DataRequest } from '#shared/cases/requests/state.ts'
import type { Purpose, Send } from '#shared/cases/sends/send.ts'
import type { DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'
import { type CaseState, currentRequest } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { actOf, FAILURE_WORDS } from '#shared/replies/failure-words.ts'
import { dangerText } from '#shared/texts/danger-texts.ts'
import { deletePostText, netiquetteText } from '#shared/texts/speak.ts'
import type { CaseView, DataRequestView, DeliveryView } from './case-view-schema.ts'
import { owedView } from './owed-view.ts'

const isBack = ({ requests, bouncedReplies }: CaseState, send: Send): boolean =>
	send.purpose === 'requestMail'
		? requests.some(({ id, bounced }) => id === send.request && bounced.includes(send.issue))
		: bouncedReplies.includes(send.id)

/** Returns how a send fares. A sent mail that bounced later counts as bounced. */
export const deliveryOf = (state: CaseState, send: Send): DeliveryView => {
	const { status, since: at } = send
	const confirmedAt = send.purpose === 'reply' ? send.confirmedAt : undefined
	switch (status.kind) {
		case 'queued':
			return { state: 'queued', at, until: send.purpose === 'reply' ? send.leavesAt : undefined }
		case 'deferred':
			return { state: 'deferred', at, until: status.until, held: status.reason }
		case 'failed': {
			const [act, { failure }] = [actOf(send), status]
			return { state: 'failed', at, failure, act, reason: FAILURE_WORDS[act][failure] }
		}
		case 'sent':
			return { state: isBack(state, send) ? 'bounced' : 'sent', at, confirmedAt }
		default:
			return { state: status.kind, at, confirmedAt }
	}
}

const newest = (state: CaseState, request: DataRequest, purpose: Purpose): DeliveryView | undefined => {
	const send = state.sends.findLast((one) => one.purpose === purpose && 'request' in one && one.request === request.id)
	return send === undefined ? undefined : deliveryOf(state, send)
}

const dataRequestView = (state: CaseState, request: DataRequest, now: Instant): DataRequestView => {
	const { pausedUntil } = request
	const isPaused = request.status === 'open' && pausedUntil !== undefined && pausedUntil > now
	const message = newest(state, request, 'requestMessage')
	const invitation = newest(state, request, 'invitation')
	const mail = newest(state, request, 'requestMail')
	return {
		id: request.id,
		state: isPaused ? 'paused' : request.status,
		fields: request.fields,
		expiresAt: request.expiresAt,
		pausedUntil: isPaused ? pausedUntil : undefined,
		message,
		invitation,
		mail,
		submissions: request.submissions.map(({ id, fields, assurance, at }) => ({
			id,
			receivedAt: at,
			fields,
			assurance,
			allowed: [...ALLOWED_ACTS[assurance]],
		})),
	}
}

const contactView = ({ network, accountId, userId, handle }: Contact): CaseView['contacts'][number] => ({
	network,
	accountId,
	userId,
	handle,
})

const peopleOf = (state: CaseState, agents: AgentNames, now: Instant) => {
	const claimedBy = claimer(state, now)
	return {
		owner: state.owner === undefined ? undefined : agentName(agents, state.owner),
		deputy: state.deputy === undefined ? undefined : agentName(agents, state.deputy),
		team: state.team,
		claimedBy: claimedBy === undefined ? undefined : agentName(agents, claimedBy),
		fellBackAt: state.fellBackAt,
		contactPerson: state.contactPerson === undefined ? undefined : agentName(agents, state.contactPerson),
	}
}

/** Returns the agents a case names. */
export const agentsOf = (state: CaseState): readonly AgentKey[] => {
	const { owner, deputy, claim, contactPerson, proposals, questions, followUp, promises, endedPromises, dangers } =
		state
	const owing = [...promises, ...endedPromises].map(({ owes }) => (owes.kind === 'agent' ? owes.agent : undefined))
	const taking = dangers.map(({ takenBy }) => takenBy)
	const named = [owner, deputy, claim?.by, contactPerson, followUp?.by, ...owing, ...taking].filter(
		(key) => key !== undefined,
	)
	return [...named, ...proposals.map(({ by }) => by), ...questions.flatMap(({ by, asked }) => [by, asked])]
}

export type CaseSurroundings = {
	/** At least the contacts of the case; a missing one was erased. */
	readonly contacts: readonly Contact[]
	readonly agents: AgentNames
	readonly now: Instant
	/** The words that prove the form of address, where they were loaded. */
	readonly evidence?: string | undefined
	/** The words that signals and dangers stand on, where they were loaded. */
	readonly words?: SignalWords | undefined
}

/** Returns the form of address with its evidence; an agent's own setting has none. */
const addressView = ({ form, formSince }: CaseState, evidence: string | undefined): CaseView['address'] => ({
	form: form ?? 'unknown',
	evidence,
	message: formSince?.message,
})

/** Returns the personal data that customers exposed in public, each with a ready text that an agent can send. */
const exposuresView = ({ exposures, language, form }: CaseState): CaseView['exposures'] =>
	exposures.map(({ message, fields, at }) => ({
		message,
		fields,
		at,
		text: deletePostText({ language: languageToWrite(language), form }),
	}))

const proposalsView = (state: CaseState, agents: AgentNames): CaseView['proposals'] =>
	state.proposals.map((one) => ({
		id: one.proposal,
		by: agentName(agents, one.by),
		at: one.at,
		stale: isStaleProposal(state, one),
	}))

const questionsView = (state: CaseState, agents: AgentNames): CaseView['questions'] =>
	state.questions.map(({ note, by, asked, at }) => ({
		note,
		by: agentName(agents, by),
		asked: agentName(agents, asked),
		at,
	}))

/** Tells which words of a message a signal or danger stands on, if it still holds them. */
export type SignalWords = (message: MessageKey, kind: SignalKind | DangerKind) => string | undefined

const signalsView = (
	{ signals, dangers, form, language }: CaseState,
	agents: AgentNames,
	words: SignalWords = () => undefined,
): Pick<CaseView, 'signals' | 'dangers'> => {
	const saidIn = (messages: readonly MessageKey[], kind: SignalKind | DangerKind) => {
		const message = messages.at(-1)
		return { message, words: message === undefined ? undefined : words(message, kind) }
	}
	return {
		signals: signals.map(({ signal, state, messages, at }) => ({ signal, state, ...saidIn(messages, signal), at })),
		dangers: dangers.map(({ danger, since, messages, takenBy, takenAt }) => ({
			danger,
			since,
			...saidIn(messages, danger),
			suggestedText: dangerText(danger, { form, language }),
			takenBy: takenBy === undefined ? undefined : agentName(agents, takenBy),
			takenAt,
		})),
	}
}

/** Returns the ladder: what was done about the tone, and what may be done next, with ready words for what is said. */
const netiquetteView = (state: CaseState, now: Instant): Pick<CaseView, 'netiquette' | 'mutedUntil'> => {
	const voice = { language: languageToWrite(state.language), form: state.form }
	return {
		mutedUntil: mutedUntil(state, now),
		netiquette: {
			steps: recentSteps(state, now).map(({ step: id, what: kind, at, until, message, status }) => ({
				id,
				kind,
				at,
				until,
				message,
				state: status,
			})),
			next: stepKindSchema.options.map((kind) => ({
				kind,
				possible: isStepDue(state, kind, now),
				by: kind === 'muted' ? ('lead' as const) : undefined,
				text: kind === 'pointer' || kind === 'warning' ? netiquetteText(voice, kind) : undefined,
			})),
		},
	}
}

/** Returns the messaging windows; an ended one is shown until a newer one opens. */
const windowsView = (state: CaseState, now: Instant): Pick<CaseView, 'answerBy' | 'windows'> => {
	const last = answerBy(state, now)
	return { windows: [...answerWindows(state)], answerBy: last }
}

/** Renders an end that is not there yet: proposed, or queued with an answer. */
const closingView = ({ closingProposal, closeQueued }: CaseState): CaseView['closing'] => {
	if (closingProposal !== undefined) {
		const { at, outcome, unansweredReason: reason } = closingProposal
		return { state: 'proposed', outcome, reason, at }
	}
	return closeQueued === undefined ? undefined : { state: 'whenSent', outcome: closeQueued.outcome }
}

/** Renders a case for the API. Pure; a claim or the proposal of an erasure counts only while it is fresh at `now`. */
export const caseView = (state: CaseState, { contacts, agents, now, evidence, words }: CaseSurroundings): CaseView => {
	const request = currentRequest(state)
	const known = state.contacts.map((key) => contacts.find((contact) => contact.key === key))
	return {
		id: state.id,
		number: state.number,
		state: state.state,
		turn: state.turn.who,
		turnUntil: state.turn.who === 'ours' ? undefined : state.turn.until,
		dueAt: state.turn.who === 'ours' ? state.turn.dueAt : undefined,
		contacts: known.filter((contact) => contact !== undefined).map(contactView),
		channels: state.networks,
		waitingSince: state.waitingSince,
		unanswered: state.unanswered.count,
		...peopleOf(state, agents, now),
		address: addressView(state, evidence),
		language: state.language,
		...signalsView(state, agents, words),
		...netiquetteView(state, now),
		exposures: exposuresView(state),
		...windowsView(state, now),
		dataRequest: request === undefined ? undefined : dataRequestView(state, request, now),
		holdsCustomerData: state.holdsData,
		personErasure: standingErasure(state, now)?.state,
		personErasureBegins: erasureBeginsAt(state),
		proposals: proposalsView(state, agents),
		questions: questionsView(state, agents),
		...owedView(state, agents),
		outcome: state.outcome,
		reason: state.unansweredReason,
		closing: closingView(state),
		openedAt: state.openedAt,
		closedAt: state.closedAt,
		version: state.version,
	}
}
