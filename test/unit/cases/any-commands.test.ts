import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CLOSINGS } from '#shared/cases/closing/matrix.ts'
import type { Command } from '#shared/cases/commands.ts'
import { caseDueAt } from '#shared/cases/due.ts'
import { evolve, fold } from '#shared/cases/evolve.ts'
import { type Fact, factSchema } from '#shared/cases/facts.ts'
import { AFTER_DANGERS, listKey } from '#shared/cases/list-keys.ts'
import { standingMute } from '#shared/cases/netiquette/state.ts'
import { hasOpenDanger } from '#shared/cases/signals/state.ts'
import { type CaseState, caseStateSchema, findSend } from '#shared/cases/state.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { ANY_COMMANDS, anyStep, beginCourse, type Course, stepFacts } from '#test/support/any-course.ts'
import { CASE } from '#test/support/case-factories.ts'

type Step = Parameters<typeof stepFacts>[1]

const holdsAlways = (before: CaseState, after: CaseState, facts: readonly Fact[]): void => {
	expect(after.version).toBe(before.version + facts.length)
	for (const fact of facts) factSchema().parse(fact)
	expect(caseStateSchema().parse(after)).toEqual(after)
	expect(listKey(after).endsWith(CASE)).toBe(true)
	expect(caseDueAt(after) ?? after.openedAt).toMatch(/Z$/)
	// A danger leaves by a person's word of what was done; until then its case is open and before all others.
	const ended = facts.filter(({ kind }) => kind === 'DangerEnded').length
	expect(after.dangers.length).toBeGreaterThanOrEqual(before.dangers.length - ended)
	if (hasOpenDanger(after)) expect([after.state, listKey(after) < AFTER_DANGERS]).toEqual(['open', true])
	else expect(listKey(after) < AFTER_DANGERS).toBe(false)
	// A send that ended well stays so, and nothing that ended begins again.
	for (const known of before.sends.filter(({ status }) => status.kind === 'sent')) {
		const now = findSend(after, known.id)
		if (now !== undefined && !facts.some((fact) => 'send' in fact && fact.send === known.id)) {
			expect(now.status.kind).toBe('sent')
		}
		expect(facts.some((fact) => fact.kind === 'SendStarted' && fact.send === known.id)).toBe(false)
	}
	// What customers wrote leaves the count of the unanswered only by an answer that is there, a person's word, or a close,
	// which demands a reason.
	const enders = ['CaseClosed', 'ReplySent', 'NativeAnswerConfirmed', 'AnsweredByHand', 'PersonErased']
	if (!facts.some(({ kind }) => enders.includes(kind)))
		expect(after.unanswered.count).toBeGreaterThanOrEqual(before.unanswered.count)
	if (after.state === 'open' && after.unanswered.count > 0) expect(after.waitingSince).toBeDefined()
	// A word about tone answers nobody, and moves nothing.
	if (facts.length > 0 && facts.every(({ kind }) => kind.startsWith('Netiquette')))
		expect([after.turn, after.unanswered, listKey(after)]).toEqual([before.turn, before.unanswered, listKey(before)])
	// Who is muted is looked after until that is over.
	const mute = standingMute(after)
	if (mute?.until !== undefined && after.state === 'open') expect((caseDueAt(after) ?? '9') <= mute.until).toBe(true)
	// What we owe is looked at in time, and in no closed case.
	for (const { nextAt } of after.promises) expect((caseDueAt(after) ?? '9') <= nextAt).toBe(true)
	if (after.state === 'closed') expect(after.promises).toEqual([])
	turnTellsWhoWaits(before, after, facts)
	closesAsProven(before, facts)
}

/** What hands the turn over although somebody waits for an answer: a request for data, and an invitation. */
const ASKING: readonly Fact['kind'][] = ['DataRequested', 'RequestResent', 'InvitationQueued', 'MailRequested']

/** Turn and unanswered never disagree, and no turn moves who waits in the list. */
const turnTellsWhoWaits = (before: CaseState, after: CaseState, facts: readonly Fact[]): void => {
	if (after.state === 'closed') return
	const rank = hasOpenDanger(after) ? 0 : 1
	if (after.unanswered.count > 0) expect(listKey(after)).toBe(`${rank}#${after.waitingSince}#${CASE}`)
	if (after.turn.who === 'ours' || after.unanswered.count === 0) return
	// Nobody is handed anything who waits, but by what asks them; and who writes takes the turn back.
	expect(after.unanswered.count).toBeLessThanOrEqual(before.unanswered.count)
	if (before.state === 'open' && before.turn.who === 'customer' && before.unanswered.count > 0) return
	const invites = ({ kind, ...fact }: Fact): boolean => {
		const send = kind === 'ReplySent' && 'send' in fact ? findSend(after, fact.send ?? '') : undefined
		return ASKING.includes(kind) || (send?.purpose === 'reply' && send.replyPurpose === 'invitation')
	}
	expect(facts.some(invites)).toBe(true)
}

/** Nobody's wait ends by one person alone where two must agree, nor is anything left to end a closed case. */
const closesAsProven = (before: CaseState, facts: readonly Fact[]): void => {
	const closed = facts.find((fact) => fact.kind === 'CaseClosed')
	if (closed === undefined) return
	const approved = facts.find((fact) => fact.kind === 'ClosingApproved')
	if (CLOSINGS[closed.outcome].bySecond) expect(approved).toBeDefined()
	if (approved !== undefined) expect(approved.by).not.toBe(before.closingProposal?.by)
}

/** Goes one step of a course, whose state and facts it leads on. Returns the facts of it. */
const go = (course: Course, next: Step): readonly Fact[] => {
	course.now = addMilliseconds(course.now, next.minutes * MINUTE)
	const before = course.state
	const facts = stepFacts(course, next)
	course.facts.push(...facts)
	course.state = facts.reduce<CaseState>((state, fact) => evolve(state, fact), before)
	holdsAlways(before, course.state, facts)
	if (next.who === 'customer') course.hasUnseen = true
	// Nothing is left to be seen.
	if (facts.some(({ kind }) => kind === 'PersonErased')) course.hasUnseen = false
	const isHandedOver = before.turn.who === 'ours' && course.state.turn.who === 'customer'
	if (next.who === 'machine') expect(isHandedOver && course.hasUnseen).toBe(false)
	if (
		next.who === 'agent' &&
		(isHandedOver || facts.some(({ kind }) => ['RequestResent', 'ReplyQueued', 'CaseClosed'].includes(kind)))
	)
		course.hasUnseen = false
	return facts
}

const foldsAsItWent = ({ facts, state }: Course): void => {
	const recorded = facts.map((fact, index) => ({ version: index + 1, fact }))
	expect(fold(CASE, recorded)).toEqual(state)
}

/** Facts of what customers wrote, which has ways of its own, and of what nobody asks for twice. */
const BY_NO_COMMAND: readonly string[] = [
	'CaseOpened',
	'MailReceived',
	'ReplyCorrectionQueued',
	'MessageEdited',
	'MessageErased',
	'MessageDisowned',
	'CaseFellAway',
	'MessageHidden',
	'TurnLapsed',
]
const SEED = 20261122
/** Each way that looks for something goes so many steps on from a place where something new had happened. */
const STEPS_A_WAY = 6
const WAYS = 300

const copyOf = (course: Course): Course => ({ ...course, facts: [...course.facts], keys: { ...course.keys } })

/** A few commands of every kind, however rare it is among others, at once and days later. */
const someOfEach = (): readonly Step[] =>
	ANY_COMMANDS.flatMap((kind) => fc.sample<Command>(kind, { numRuns: 4, seed: SEED })).flatMap((command) =>
		[1, 4 * 24 * 60].map((minutes) => ({ who: 'agent', command, minutes })),
	)

/** A kind of fact, with what it says of which kind it is: a mute leads elsewhere than a pointer. */
const kindOf = (fact: Fact): string => ('what' in fact ? `${fact.kind} ${fact.what}` : fact.kind)

/** What has happened in any course so far, and the places where it did for the first time. */
type Known = { readonly seen: Set<string>; readonly places: Course[] }

const remember = ({ seen, places }: Known, course: Course, facts: readonly Fact[]): void => {
	const names = facts.map(kindOf)
	if (names.some((name) => !seen.has(name))) places.push(copyOf(course))
	for (const name of names) seen.add(name)
}

/** Returns the first of these steps that leads to what has not been seen yet. */
const towardsUnseen = (course: Course, { seen }: Known, steps: readonly Step[]): Step | undefined =>
	steps.find((next) => {
		const now = addMilliseconds(course.now, next.minutes * MINUTE)
		return stepFacts({ ...course, now, keys: { ...course.keys } }, next).some((fact) => !seen.has(kindOf(fact)))
	})

/** Returns the kinds of facts that have not occurred. */
const unseenIn = ({ seen }: Known): readonly string[] => {
	const kinds = new Set([...BY_NO_COMMAND, ...[...seen].map((name) => name.split(' ')[0])])
	return factSchema()
		.options.map(({ shape }) => shape.kind.value)
		.filter((kind) => !kinds.has(kind))
}

it('holds whatever agents, machines and the customer do in any order: no throw, no gap, nobody hidden', {
	timeout: 60_000,
}, () => {
	const known: Known = { seen: new Set(), places: [beginCourse()] }
	fc.assert(
		fc.property(fc.array(anyStep, { minLength: 25, maxLength: 60, size: 'max' }), (steps) => {
			const course = beginCourse()
			for (const next of steps) remember(known, course, go(course, next))
			foldsAsItWent(course)
		}),
		{ numRuns: 300, seed: SEED },
	)
	// What did not happen by chance is looked for, from places where something had happened that is rare as well: the property
	// would prove nothing about what never happened in it.
	const sought = someOfEach()
	const others = fc.sample(anyStep, { numRuns: STEPS_A_WAY * WAYS, seed: SEED })
	for (let way = 0; way < WAYS && unseenIn(known).length > 0; way += 1) {
		const course = copyOf(known.places.at(-1 - (way % known.places.length)) ?? beginCourse())
		for (const any of others.slice(way * STEPS_A_WAY, (way + 1) * STEPS_A_WAY))
			remember(known, course, go(course, towardsUnseen(course, known, sought) ?? any))
		foldsAsItWent(course)
	}
	expect(unseenIn(known)).toEqual([])
})
