import { calendarOf, type ServiceCalendars, serviceMinutesBetween } from '#shared/calendar/service-calendar.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { FactKind, FactOf, RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId, MessageKey } from '#shared/cases/keys.ts'
import { type Cell, cellKey } from '#shared/figures/cell.ts'
import { longestOf } from '#shared/figures/histogram.ts'
import { DAY, type Instant } from '#shared/kernel/clock.ts'

/**
 * Counts the figures of a case from nothing: each question asked of the whole list of its facts, nothing carried from one
 * fact to the next. What a reader with paper and a pencil would do.
 */

type Placed<Kind extends FactKind> = FactOf<Kind> & { readonly version: number }

const placed = (facts: readonly RecordedFact[]) => facts.map(({ fact, version }) => ({ ...fact, version }))
type Timeline = ReturnType<typeof placed>

const all = <Kind extends FactKind>(timeline: Timeline, ...kinds: readonly Kind[]): readonly Placed<Kind>[] =>
	timeline.filter((fact): fact is (typeof timeline)[number] & Placed<Kind> => kinds.some((kind) => kind === fact.kind))

/** The day in Berlin, as the formatter of the platform has it. */
const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' })
const dayIn = (at: Instant): string => formatter.format(new Date(at))

const stepFor = (minutes: number): number => {
	let step = 0
	while (step < 137 && minutes > longestOf(step)) step += 1
	return step
}
const minutesFrom = (from: Instant, to: Instant): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 60_000)

const ANSWERING: readonly string[] = ['answer', 'interim']

/** The answers of ours that left, in that order, with when they were written. */
const answersSent = (timeline: Timeline) =>
	all(timeline, 'ReplySent').flatMap((sent) => {
		const queued = all(timeline, 'ReplyQueued').find(({ send }) => send === sent.send)
		if (queued === undefined || !ANSWERING.includes(queued.purpose)) return []
		const deletions = all(timeline, 'ReplyDeletionQueued').filter(({ reply }) => reply === queued.reply)
		const deleted = all(timeline, 'SendSucceeded').find(({ send }) => deletions.some((one) => one.send === send))
		return [{ queued, sent, deletedAt: deleted?.version ?? Number.POSITIVE_INFINITY }]
	})

/** What an instant of the case changes about one message. */
const fateOf = (timeline: Timeline, message: MessageKey): Extract<Cell, { figure: 'ledger' }>['fate'] => {
	const answers = answersSent(timeline)
	const erasedAt =
		all(timeline, 'MessageErased', 'MessageDisowned').find((one) => one.message === message)?.version ??
		Number.POSITIVE_INFINITY
	const arrivals = all(timeline, 'MessageReceived', 'MailReceived', 'MessageEdited').filter(
		(one) => one.message === message,
	)
	const spoken = arrivals.filter((one) => one.kind !== 'MessageEdited' || one.isShown).map(({ version }) => version)
	const personErased = all(timeline, 'PersonErased').map(({ version }) => version)
	/** Which version the message last said something new in, before another. */
	const lastSpoken = (before: number): number => spoken.filter((version) => version < before).at(-1) ?? 0
	/** Since when it waited then: the earliest edition since it last began to. */
	const waitedSince = (at: number, began: number): Instant =>
		arrivals
			.filter(({ version }) => version >= began && version <= at)
			.map(({ sentAt }) => sentAt)
			.toSorted()[0] ?? ''
	let fate: ReturnType<typeof fateOf> = 'waiting'
	let began = 0
	/** The answers that would leave it waiting if they were deleted. */
	let holders: readonly number[] = []
	const nativesLeaving = new Set<MessageKey>()
	for (const fact of timeline) {
		const { version } = fact
		if (spoken.includes(version)) {
			if (fate !== 'waiting' || began === 0) began = version
			fate = 'waiting'
			for (const native of all(timeline, 'NativeAnswerSeen'))
				if (native.version < version) nativesLeaving.add(native.message)
		}
		if (began === 0) continue
		const waits = fate === 'waiting'
		if (version === erasedAt) {
			if (waits) fate = 'takenBack'
			holders = []
		}
		if (personErased.includes(version)) {
			if (waits) fate = 'personErased'
			holders = []
		}
		if (fact.kind === 'CaseClosed' && waits) fate = fact.outcome === 'toldByIncident' ? 'toldByIncident' : 'closed'
		if (fact.kind === 'AnsweredByHand' && waits) fate = 'answered'
		if (fact.kind === 'NativeAnswerSeen' && waits && waitedSince(version, began) > fact.sentAt)
			nativesLeaving.add(fact.message)
		if (fact.kind === 'NativeAnswerConfirmed' && waits && !nativesLeaving.has(fact.message)) fate = 'answered'
		const sentNow = answers.findIndex(({ sent }) => sent.version === version)
		const seen = answers[sentNow]?.queued.version ?? 0
		if (sentNow !== -1 && waits && lastSpoken(version) < seen) {
			fate = 'answered'
			holders = [...holders, sentNow]
		}
		const deletedNow = answers.findIndex(({ deletedAt }) => deletedAt === version)
		if (deletedNow !== -1 && holders.includes(deletedNow)) {
			const heir = answers.findIndex(
				({ sent, deletedAt }, index) => index > deletedNow && sent.version < version && deletedAt > version,
			)
			holders = [...holders.filter((one) => one !== deletedNow), ...(heir === -1 ? [] : [heir])]
			if (heir === -1) fate = 'waiting'
		}
	}
	return fate
}

/** The case as everybody knew it after each of its facts. */
const headAt = (id: CaseId, facts: readonly RecordedFact[], version: number) => {
	const head = fold(id, facts.slice(0, version))
	if (head === undefined) throw new Error('a case has facts')
	return head
}

/** Who has the last word about each promise. */
const promiseEnd = (timeline: Timeline, made: Placed<'PromiseMade'>): Extract<Cell, { figure: 'promises' }>['end'] => {
	const ends = all(timeline, 'PromiseKept', 'PromiseBroken', 'PromiseMoved', 'PromiseVoided', 'PromiseRestored').filter(
		({ promise }) => promise === made.promise,
	)
	const last = ends.at(-1)
	switch (last?.kind) {
		case 'PromiseKept':
			return last.at > made.dueAt ? 'keptLate' : 'keptInTime'
		case 'PromiseBroken':
			return 'broken'
		case 'PromiseMoved':
			return 'moved'
		case 'PromiseVoided':
			return 'voided'
		case 'PromiseRestored':
		case undefined:
			return 'open'
	}
}

const dataEnd = (timeline: Timeline): Extract<Cell, { figure: 'acrossHandover' }>['data'] => {
	if (all(timeline, 'DataReceived').length > 0) return 'received'
	const last = all(timeline, 'DataRequested').at(-1)
	const end = all(timeline, 'RequestExpired', 'RequestRevoked', 'RequestDisowned').find(
		({ request }) => request === last?.request,
	)
	if (end === undefined) return 'open'
	return end.kind === 'RequestExpired' ? 'expired' : end.kind === 'RequestRevoked' ? 'revoked' : 'disowned'
}

/** Whether the customer's words followed a close before the next, in time, and were more than thanks. */
const isContradictedBy = (timeline: Timeline, close: Placed<'CaseClosed'>): boolean => {
	const next = all(timeline, 'CaseClosed').find(({ version }) => version > close.version)?.version ?? Infinity
	const dismissed = all(timeline, 'SignalDismissed').filter(({ signal }) => signal === 'thanks')
	return all(timeline, 'MessageReceived', 'MailReceived', 'MessageEdited')
		.filter((one) => one.kind !== 'MessageEdited' || one.isShown)
		.filter(({ version }) => version > close.version && version < next)
		.filter(({ sentAt }) => Date.parse(sentAt) - Date.parse(close.at) <= 14 * DAY)
		.some((words) => {
			const thanked = all(timeline, 'SignalRaised').filter(
				({ signal, message, version }) => signal === 'thanks' && message === words.message && version > words.version,
			)
			return !thanked.some(({ version }) => !dismissed.some((one) => one.version > version))
		})
}

type Shared = { readonly language: 'de' | 'en' | 'tr'; readonly channel: 'x' | 'facebook' | 'instagram' }

const firstAnswers = (timeline: Timeline, isOpen: boolean, shared: Shared, calendars: ServiceCalendars): Cell[] => {
	const [opened] = all(timeline, 'CaseOpened')
	const messages = all(timeline, 'MessageReceived', 'MailReceived').map(({ sentAt }) => sentAt)
	const asked = messages.toSorted()[0] ?? opened?.at ?? ''
	const natives = all(timeline, 'NativeAnswerConfirmed').flatMap(({ message, team, version }) => {
		const seen = all(timeline, 'NativeAnswerSeen').find((one) => one.message === message)
		return seen === undefined || seen.sentAt < asked ? [] : [{ at: seen.sentAt, team, version, isTimed: true }]
	})
	const sent = answersSent(timeline).map(({ queued, sent: { at, version } }) => ({
		at,
		team: queued.team,
		version,
		isTimed: true,
	}))
	const byHand = all(timeline, 'AnsweredByHand').map(({ at, team, version }) => ({ at, team, version, isTimed: false }))
	const first = [...natives, ...sent, ...byHand].toSorted((one, other) =>
		one.at === other.at ? one.version - other.version : one.at < other.at ? -1 : 1,
	)[0]
	const cell = { figure: 'firstAnswer', ...shared, day: dayIn(opened?.at ?? ''), team: first?.team } as const
	if (first === undefined || !first.isTimed) {
		const took = first !== undefined ? 'byHand' : isOpen ? 'open' : 'closedUnanswered'
		return [
			{ ...cell, clock: 'wall', took },
			{ ...cell, clock: 'service', took },
		]
	}
	const service = serviceMinutesBetween(calendarOf(calendars, first.team), asked, first.at)
	return [
		{ ...cell, clock: 'wall', took: stepFor(minutesFrom(asked, first.at)) },
		{ ...cell, clock: 'service', took: stepFor(service) },
	]
}

/** Between each fact and the next, up to the last close: whose turn it was. */
const turnsOf = (id: CaseId, facts: readonly RecordedFact[], until: number) => {
	const turns = { ours: 0, customer: 0, backoffice: 0 }
	for (const [index, { fact }] of facts.slice(0, until).entries()) {
		const next = facts[index + 1]?.fact
		const head = headAt(id, facts, index + 1)
		if (next !== undefined && index + 1 < until && head.state === 'open')
			turns[head.turn.who] += Date.parse(next.at) - Date.parse(fact.at)
	}
	return turns
}

/** From each opening to its end, up to the last close. */
const lifeOf = (timeline: Timeline): number => {
	const ends = all(timeline, 'CaseClosed', 'CaseFellAway')
	const last = all(timeline, 'CaseClosed').at(-1)?.version ?? 0
	const spans = ends.map(({ at, version }, index) => {
		const before = ends[index - 1]?.version ?? 0
		const begun = all(timeline, 'CaseOpened', 'CaseReopened').find(
			(one) => one.version > before && one.version < version,
		)
		return version <= last ? Date.parse(at) - Date.parse(begun?.at ?? '') : 0
	})
	return spans.reduce((sum, span) => sum + span, 0)
}

const dangersOf = (timeline: Timeline, shared: Shared): Cell[] => {
	const raised = all(timeline, 'DangerRaised').filter(({ danger, version }) => {
		const before = all(timeline, 'DangerRaised', 'DangerEnded').filter(
			(one) => one.danger === danger && one.version < version,
		)
		return before.at(-1)?.kind !== 'DangerRaised'
	})
	return raised.map(({ danger, version, at }) => {
		const ended = all(timeline, 'DangerEnded').find((one) => one.danger === danger && one.version > version)
		const taken = all(timeline, 'DangerTaken').find(
			(one) => one.danger === danger && one.version > version && one.version < (ended?.version ?? Infinity),
		)
		return {
			figure: 'danger',
			...shared,
			day: dayIn(at),
			team: taken?.team,
			danger,
			taken: taken === undefined ? 'open' : stepFor(minutesFrom(at, taken.at)),
			end: ended?.did ?? 'open',
		}
	})
}

const signalsOf = (timeline: Timeline, shared: Shared): Cell[] =>
	[...new Set(all(timeline, 'SignalRaised').map(({ signal }) => signal))].map((signal) => {
		const said = all(timeline, 'SignalRaised', 'SignalConfirmed', 'SignalDismissed').filter(
			(one) => one.signal === signal,
		)
		const [first] = said
		const judged = said.findLast(({ kind }) => kind !== 'SignalRaised')
		const isRaisedAgain = said.at(-1)?.kind === 'SignalRaised' && judged?.kind !== 'SignalConfirmed'
		const state =
			judged === undefined || isRaisedAgain ? 'raised' : judged.kind === 'SignalConfirmed' ? 'confirmed' : 'dismissed'
		return { figure: 'signals', ...shared, day: dayIn(first?.at ?? ''), signal, state }
	})

const endingsOf = (timeline: Timeline, wasWaiting: boolean, isOpen: boolean, shared: Shared): Cell[] => {
	const closes = all(timeline, 'CaseClosed')
	const last = closes.at(-1)
	if (last === undefined) return []
	const { outcome, unansweredReason: reason, team } = last
	const on = { ...shared, day: dayIn(last.at), team }
	const closed: Cell = {
		figure: 'closed',
		...on,
		outcome,
		reason,
		waiting: wasWaiting ? 'somebody' : 'nobody',
		now: isOpen ? 'reopened' : 'closed',
	}
	if (outcome !== 'helped') return [closed]
	const before = closes.slice(0, -1).filter((one) => one.outcome === 'helped' && isContradictedBy(timeline, one))
	const customer = isContradictedBy(timeline, last) ? 'contradicted' : 'unknown'
	return [closed, { figure: 'helped', ...on, customer, earlier: before.length > 0 ? 'contradicted' : 'none' }]
}

const placesOf = (fact: Placed<'MessageReceived' | 'MailReceived'>) =>
	fact.kind === 'MailReceived'
		? ({ channel: 'mail', visibility: 'private' } as const)
		: { channel: fact.network, visibility: fact.visibility }

/** All figures of one case, by the key of their cell. */
export const recountFigures = (
	id: CaseId,
	facts: readonly RecordedFact[],
	calendars: ServiceCalendars,
): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>()
	const add = (count: number, ...cells: readonly Cell[]): void => {
		for (const cell of cells) counts.set(cellKey(cell), (counts.get(cellKey(cell)) ?? 0) + count)
	}
	const timeline = placed(facts)
	const head = headAt(id, facts, facts.length)
	const isOpen = head.state === 'open'
	const [opened] = all(timeline, 'CaseOpened')
	if (opened === undefined) return counts
	const shared: Shared = { language: head.language, channel: opened.network }
	const lastClose = all(timeline, 'CaseClosed').at(-1)

	const messages = all(timeline, 'MessageReceived', 'MailReceived')
	for (const message of messages) {
		const place = { day: dayIn(message.sentAt), ...placesOf(message) }
		add(1, { figure: 'received', language: shared.language, ...place })
		add(1, { figure: 'ledger', ...place, fate: fateOf(timeline, message.message) })
	}
	add(1, { figure: 'matters', ...shared, day: dayIn(opened.at) })
	add(1, ...firstAnswers(timeline, isOpen, shared, calendars))
	const wasWaiting = lastClose !== undefined && headAt(id, facts, lastClose.version - 1).unanswered.count > 0
	add(1, ...endingsOf(timeline, wasWaiting, isOpen, shared))
	const [request] = all(timeline, 'DataRequested')
	if (request !== undefined) {
		const end = isOpen || lastClose === undefined ? 'open' : lastClose.outcome === 'helped' ? 'helped' : 'otherwise'
		const on = { ...shared, day: dayIn(request.at), team: request.team }
		add(1, { figure: 'acrossHandover', ...on, data: dataEnd(timeline), end })
	}
	for (const made of all(timeline, 'PromiseMade')) {
		const on = { ...shared, day: dayIn(made.at), team: made.team }
		add(1, { figure: 'promises', ...on, what: made.what, end: promiseEnd(timeline, made) })
	}
	const dueDates = new Map(all(timeline, 'PromiseMade').map(({ promise, dueAt }) => [promise, dueAt]))
	const second = all(timeline, 'PromiseBroken', 'PromiseMoved').filter(
		(fact) => fact.kind === 'PromiseBroken' || (!fact.agreed && (dueDates.get(fact.promise) ?? fact.at) < fact.at),
	)[1]
	if (second !== undefined) add(1, { figure: 'brokenTwice', ...shared, day: dayIn(second.at), team: second.team })
	if (lastClose !== undefined) {
		const on = { figure: 'turnTimes', ...shared, day: dayIn(lastClose.at), team: lastClose.team } as const
		const turns = turnsOf(id, facts, lastClose.version)
		for (const whose of ['ours', 'customer', 'backoffice'] as const) add(turns[whose], { ...on, whose })
		add(lifeOf(timeline), { ...on, whose: 'life' })
	}
	const left = [...all(timeline, 'ReplySent'), ...all(timeline, 'SendSucceeded')].map(({ send }) => send)
	for (const { step, what, at, team, send } of all(timeline, 'NetiquetteStepTaken')) {
		const isUndone = all(timeline, 'NetiquetteStepUndone').some((one) => one.step === step)
		if (!isUndone && (send === undefined || left.includes(send)))
			add(1, { figure: 'netiquette', ...shared, day: dayIn(at), team, step: what })
	}
	add(1, ...dangersOf(timeline, shared), ...signalsOf(timeline, shared))
	return new Map([...counts].filter(([, count]) => count !== 0))
}
