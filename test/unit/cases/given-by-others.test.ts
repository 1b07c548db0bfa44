import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/cases/actor.ts'
import { claimer, mayReadData, ownsLawfully } from '#shared/cases/claims/rights.ts'
import type { Command, CommandKind, CommandOf } from '#shared/cases/commands.ts'
import { decide } from '#shared/cases/decide.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { type CaseState, currentRequest } from '#shared/cases/state.ts'
import { addMilliseconds, type Instant, MINUTE } from '#shared/kernel/clock.ts'
import {
	ANNA,
	aCase,
	actorOf,
	afterFacts,
	answeredByHand,
	approveClosing,
	assign,
	assignToTeam,
	BEN,
	breakPromise,
	CEM,
	claim,
	close,
	closeWhenSent,
	confirmNative,
	correctReply,
	deleteReply,
	doing,
	endDanger,
	factAt,
	keepPromise,
	keyOf,
	LEA,
	makePromise,
	message,
	minute,
	movePromise,
	mute,
	passPromise,
	pointer,
	raiseDanger,
	recordData,
	refuseClosing,
	reply,
	requestData,
	SEND,
	sent,
	startSend,
	takeOver,
	undoStep,
	warning,
} from '#test/support/case-factories.ts'

/** Nobody gives themself the right to read what a customer gave: Cem is who tries, in whatever role. */

const release = (by: AgentKey): Command => ({ kind: 'release', by })
const read = (by: AgentKey): CommandOf<'readData'> => ({ kind: 'readData', by, purpose: 'callBack', fields: ['phone'] })

type Author = { readonly actor: Actor; readonly absent: readonly AgentKey[]; readonly number: number }
type Acts = { readonly [Kind in CommandKind]: (author: Author) => readonly CommandOf<Kind>[] }

const noAgents = (): readonly never[] => []
const [STANDING, NATIVE] = [keyOf('msg', 102), keyOf('msg', 50)]

/** Everything that an agent can ask of a case: a command that is left out does not compile. */
const ACTS: Acts = {
	claim: ({ actor: { key } }) => [claim(key), { ...claim(key), isLearning: true }],
	keepClaim: ({ actor: { key: by } }) => [{ kind: 'keepClaim', by }],
	release: ({ actor: { key: by } }) => [{ kind: 'release', by }],
	assign: ({ actor, absent }) =>
		[
			assign(actor.key),
			assign(actor.key, BEN),
			assign(BEN, actor.key),
			assign(ANNA, actor.key),
			assign(BEN),
			assign(ANNA),
			assignToTeam(),
		].map((one) => ({ ...one, actor, absent })),
	takeOver: ({ actor, absent }) => [{ kind: 'takeOver', actor, absent }],
	/** Cem may be off as he likes, and knows who else is. */
	fallBack: ({ absent }) =>
		[CEM, ...absent].flatMap((from) =>
			[undefined, ANNA, BEN, CEM].map((deputy) => ({
				kind: 'fallBack' as const,
				from,
				why: 'off' as const,
				dueAt: minute(0),
				deputy,
				team: 'nord',
			})),
		),
	writeNote: ({ actor: { key: by } }) => [{ kind: 'writeNote', by, note: keyOf('note', 1) }],
	withdrawNote: ({ actor: { key: by } }) => [{ kind: 'withdrawNote', by, note: keyOf('note', 1) }],
	setAddressForm: ({ actor: { key: by } }) => [{ kind: 'setAddressForm', by, form: 'du', reason: 'customerSaidSo' }],
	setLanguage: ({ actor: { key: by } }) => [{ kind: 'setLanguage', by, language: 'en', reason: 'customerSaidSo' }],
	requestData: ({ actor: { key: by }, number }) => [
		{ kind: 'requestData', by, request: keyOf('req', number), send: keyOf('send', number), fields: ['phone'] },
	],
	resendRequest: ({ actor: { key: by }, number }) => [{ kind: 'resendRequest', by, send: keyOf('send', number) }],
	revokeRequest: ({ actor: { key: by } }) => [{ kind: 'revokeRequest', by }],
	reply: ({ actor: { key: by }, number }) => [reply(number, { by, undoMilliseconds: 15_000 })],
	proposeReply: ({ actor: { key: by }, number }) => [{ kind: 'proposeReply', by, reply: reply(number, { by }) }],
	releaseReply: ({ actor: { key: by }, number }) => [
		{ kind: 'releaseReply', proposal: keyOf('msg', 99 + number), reply: reply(number, { by }), hasSeen: true },
	],
	returnReply: ({ actor: { key: by }, number }) => [
		{ kind: 'returnReply', by, proposal: keyOf('msg', 99 + number), note: keyOf('note', 1) },
	],
	withdrawReply: ({ actor: { key: by }, number }) => [{ kind: 'withdrawReply', by, reply: keyOf('msg', 99 + number) }],
	resolveReply: ({ actor: { key: by } }) => [{ kind: 'resolveReply', by, reply: STANDING, arrived: true }],
	correctReply: ({ actor: { key: by }, number }) => [
		correctReply({ by, send: keyOf('send', number), reply: STANDING }),
	],
	deleteReply: ({ actor: { key: by }, number }) => [deleteReply({ by, send: keyOf('send', number), reply: STANDING })],
	hideMessage: ({ actor: { key: by }, number }) => [
		{
			kind: 'hideMessage',
			by,
			send: keyOf('send', number),
			message: keyOf('msg', 1),
			network: 'x',
			isHidden: true,
		},
	],
	confirmNativeAnswer: ({ actor: { key: by } }) => [confirmNative({ by, message: NATIVE })],
	answeredByHand: ({ actor: { key: by } }) => [answeredByHand({ by })],
	close: ({ actor: { key: by } }) => [close({ by }), close({ by, outcome: 'spamOrAbuse', unansweredReason: 'spam' })],
	closeWhenSent: ({ actor: { key: by } }) => [closeWhenSent({ by })],
	approveClosing: ({ actor: { key } }) => [approveClosing(key)],
	refuseClosing: ({ actor: { key } }) => [refuseClosing(key)],
	makePromise: ({ actor: { key }, number }) => [makePromise({ id: keyOf('promise', number) }, key)],
	keepPromise: ({ actor: { key } }) => [keepPromise(key)],
	breakPromise: ({ actor: { key } }) => [breakPromise(key)],
	movePromise: ({ actor: { key: by } }) => [movePromise({ by })],
	passPromise: ({ actor: { key } }) => [passPromise({ key, isWorking: true }, key)],
	recordCall: ({ actor: { key: by } }) => [{ kind: 'recordCall', by, direction: 'in', result: 'reached' }],
	setPhoneForm: ({ actor: { key: by } }) => [{ kind: 'setPhoneForm', by, form: 'du', asked: true }],
	setFollowUp: ({ actor: { key: by } }) => [{ kind: 'setFollowUp', by, dueAt: minute(9_999) }],
	clearFollowUp: ({ actor: { key: by } }) => [{ kind: 'clearFollowUp', by }],
	readData: ({ actor: { key } }) => [read(key)],
	recordErasure: ({ actor: { key: by } }) => [{ kind: 'recordErasure', reason: 'demanded', by }],
	demandPersonErasure: ({ actor }) => [{ kind: 'demandPersonErasure', actor, reason: 'demanded' }],
	withdrawPersonErasure: ({ actor }) => [{ kind: 'withdrawPersonErasure', actor }],
	recordMailRequest: noAgents,
	recordBounce: noAgents,
	recordParkedMail: noAgents,
	settleParkedMail: noAgents,
	recordPause: noAgents,
	recordDisowning: noAgents,
	recordData: noAgents,
	recordFoundData: noAgents,
	recordExposure: noAgents,
	beginPersonErasure: noAgents,
	recordPersonErasure: noAgents,
	startSend: noAgents,
	recordSent: noAgents,
	recordFailure: noAgents,
	recordUnknown: noAgents,
	deferSend: noAgents,
	recordOwnContent: noAgents,
	recordReplyBounce: noAgents,
	lapse: noAgents,
	tendPromises: noAgents,
	tendFollowUp: noAgents,
	raiseSignal: ({ actor: { key: by } }) => [{ kind: 'raiseSignal', by, signal: 'press', message: keyOf('msg', 1) }],
	confirmSignal: ({ actor: { key: by } }) => [{ kind: 'confirmSignal', by, signal: 'press' }],
	dismissSignal: ({ actor: { key: by } }) => [{ kind: 'dismissSignal', by, signal: 'press', reason: 'notMeant' }],
	raiseDanger: ({ actor: { key: by } }) => [raiseDanger({ by })],
	takeDanger: ({ actor: { key: by } }) => [{ kind: 'takeDanger', by, danger: 'selfHarm' }],
	endDanger: ({ actor: { key: by } }) => [endDanger(by)],
	recordDangerTold: noAgents,
	takeStep: ({ actor, number }) => [
		pointer({ actor, step: keyOf('step', number) }),
		warning({ actor, step: keyOf('step', number) }),
		mute(9_999, { actor, step: keyOf('step', number) }),
	],
	undoStep: ({ actor }) => [undoStep(4, { actor })],
}

const actsOf = (author: Author): readonly Command[] =>
	Object.values<(author: Author) => readonly Command[]>(ACTS).flatMap((acts) => acts(author))

/** Erasing what a customer gave is asked of by whoever gives the command: the decider takes it from anybody. */
const isAllowed = (state: CaseState, { actor: { key, role } }: Author, command: Command, now: Instant): boolean => {
	// Who is off is nobody else's doing, unless they chose them.
	if (command.kind === 'fallBack') return command.from === key || state.tookOver === key
	return command.kind !== 'recordErasure' || role === 'lead' || mayReadData(state, key, now)
}

const factsOf = (state: CaseState, author: Author, command: Command, now: Instant): readonly Fact[] => {
	if (!isAllowed(state, author, command, now)) return []
	const decision = decide(state, command, now)
	return decision.outcome === 'refused' ? [] : decision.facts
}

/** The customer writes, whatever the agents do; a closed case opens by it. */
const written = (state: CaseState, now: Instant, number: number): readonly Fact[] => {
	const received = message(number, 0, { at: now, sentAt: now })
	return state.state === 'closed' ? [{ kind: 'CaseReopened', v: 1, at: now }, received] : [received]
}

/** What an agent may not cause in a case that is not theirs. A lead erases by their office, and reads as little as anybody. */
const FORBIDDEN: Readonly<Record<'agent' | 'lead', readonly Fact['kind'][]>> = {
	agent: ['DataRead', 'DataErased', 'PersonErasureProposed', 'PersonErasureDemanded'],
	lead: ['DataRead'],
}

/** From an end on the time runs after which what the customer gave is erased. */
const ENDS: readonly Fact['kind'][] = ['CaseClosed', 'CloseQueued']

/**
 * What of these facts Cem may not cause. A word of somebody else that Cem confirms is theirs: it is on record as such, and
 * so is an end that somebody else proposed and Cem approves.
 */
const forbiddenOf = (facts: readonly Fact[], role: 'agent' | 'lead', { holdsData }: CaseState): readonly Fact[] => {
	const isApproval = facts.some(({ kind }) => kind === 'ClosingApproved')
	const ends = role === 'agent' && holdsData && !isApproval ? ENDS : []
	return facts.filter((fact) => [...FORBIDDEN[role], ...ends].includes(fact.kind) && 'by' in fact && fact.by === CEM)
}

const anna = (...commands: readonly Command[]): CaseState => doing(aCase(), 1, claim(), ...commands)
/** Anna's case, in which data were given and an answer of hers stands; her claim lapsed by minute 30. */
const given = doing(
	anna(requestData({ send: SEND }), recordData()),
	4,
	reply(2, { undoMilliseconds: 0 }),
	startSend(keyOf('send', 2)),
	sent(2),
	{ kind: 'recordOwnContent', message: NATIVE, network: 'x', visibility: 'public', sentAt: minute(6) },
)
const then = (...commands: readonly Command[]): CaseState => doing(given, 30, ...commands)
const fellBack = (state: CaseState, from: AgentKey, deputy?: AgentKey): CaseState =>
	doing(state, 34, { kind: 'fallBack', from, why: 'off', dueAt: minute(34), deputy, team: 'nord' })
const cems = doing(given, 10, release(ANNA), claim(CEM))

/** Cases that are not Cem's, by what came before; Cem's own acts among them gave him nothing. */
const NOT_THEIRS: Readonly<Record<string, CaseState>> = {
	'Anna owns it, and let her claim lapse': given,
	'Anna owns and holds it': then(claim(ANNA)),
	'Anna owns it, with a deputy': then(assign(ANNA, BEN)),
	'Ben helps out in it': then(claim(BEN)),
	'it was Ben who took it over': then(takeOver(BEN, ANNA)),
	'it was a lead who took it over': then(takeOver(LEA)),
	'a lead gave it to Ben': then(assign(BEN, undefined, LEA)),
	'a team had it, and Ben took it from there': then(assignToTeam(), claim(BEN)),
	'Anna closed it': then(close()),
	'it was closed and opened again': afterFacts(then(close()), factAt('CaseReopened', 40), message(9, 40)),
	'Cem helps out in it': then(claim(CEM)),
	'Cem helped out and let go': then(claim(CEM), release(CEM)),
	'Cem helped out, and a lead closed it': then(claim(CEM), close({ by: CEM, isLead: true })),
	'Cem took it over': then(takeOver(CEM, ANNA)),
	'Cem took it over and holds it': then(takeOver(CEM, ANNA), claim(CEM)),
	'Cem took it over and let go': then(takeOver(CEM, ANNA), release(CEM)),
	'Cem took it over for a team': then(takeOver(CEM, ANNA), assignToTeam(CEM)),
	'Cem took it over for Ben, as his deputy': then(takeOver(CEM, ANNA), assign(BEN, CEM, CEM)),
	'Cem took over what Ben had taken over': then(takeOver(BEN, ANNA), takeOver(CEM, BEN)),
	'Cem took it over and went off': fellBack(then(takeOver(CEM, ANNA)), CEM),
	'Cem took it over for Ben, who is off, as his deputy': fellBack(
		then(takeOver(CEM, ANNA), assign(BEN, CEM, CEM)),
		BEN,
		CEM,
	),
	'it fell back to a team, where Ben has it': doing(fellBack(given, ANNA), 40, claim(BEN)),
	'Cem handed it on long ago': doing(doing(cems, 13, assign(BEN, undefined, CEM)), 40, claim(BEN)),
	'Cem was the deputy once': then(assign(ANNA, CEM), assign(BEN, undefined, LEA)),
	'Cem owned it until a lead gave it away': doing(cems, 13, assign(BEN, undefined, LEA)),
}

const EVERYBODY_ELSE = [ANNA, BEN, LEA]
/** Within a claim, and beyond it. */
const WAITS = [1, 21]
const ACTS_IN_A_ROW = 5

const minutesSince = (at: Instant, now: Instant): number => (Date.parse(now) - Date.parse(at)) / MINUTE

/** All that decides who may do what from here on. A claim counts by its minutes, and as lapsed no more. */
const whatCounts = (state: CaseState, now: Instant): string => {
	const { owner, deputy, team, claim: held, tookOver, state: life, personErasure, holdsData, dangers } = state
	const fresh =
		held === undefined || claimer(state, now) === undefined ? [] : [held.by, held.isOver, minutesSince(held.at, now)]
	return JSON.stringify([
		owner,
		deputy,
		team,
		fresh,
		tookOver,
		life,
		personErasure?.state,
		holdsData,
		dangers.length,
		currentRequest(state)?.status,
	])
}

type Place = { readonly state: CaseState; readonly now: Instant; readonly way: readonly string[] }

/** Every place that one act leads to, and what of it was forbidden. */
const onwards = ({ state, now, way }: Place, role: 'agent' | 'lead', absent: readonly AgentKey[]) =>
	WAITS.flatMap((wait) => {
		const at = addMilliseconds(now, wait * MINUTE)
		const author: Author = { actor: { key: CEM, role }, absent, number: 1_000 + state.version }
		const steps = actsOf(author).map((command) => ({
			name: command.kind,
			facts: factsOf(state, author, command, at),
		}))
		return [...steps, { name: 'message', facts: written(state, at, 2_000 + state.version) }]
			.filter(({ facts }) => facts.length > 0)
			.map(({ name, facts }) => ({
				place: { state: afterFacts(state, ...facts), now: at, way: [...way, `${name} +${wait}`] },
				isForbidden: forbiddenOf(facts, role, state).length > 0,
			}))
	})

/**
 * Goes every way of so many acts from all these cases, past places that count as one met before. Gives the ways that end in
 * what is forbidden, by where they began.
 */
const forbiddenWays = (
	starts: Readonly<Record<string, CaseState>>,
	role: 'agent' | 'lead',
	absent: readonly AgentKey[],
) => {
	const met = new Set<string>()
	const ways: (readonly string[])[] = []
	const isNew = ({ state, now }: Place): boolean => {
		const seen = whatCounts(state, now)
		const isMet = met.has(seen)
		met.add(seen)
		return !isMet
	}
	let places: readonly Place[] = Object.entries(starts).map(([name, state]) => ({
		state,
		now: minute(41),
		way: [name],
	}))
	for (let count = 0; count < ACTS_IN_A_ROW; count += 1) {
		const reached = places.flatMap((place) => onwards(place, role, absent))
		ways.push(...reached.filter(({ isForbidden }) => isForbidden).map(({ place }) => place.way))
		places = reached.map(({ place }) => place).filter(isNew)
	}
	return { ways, met: met.size }
}

/** The command that each of the forbidden facts comes of. */
const END_OF: Partial<Readonly<Record<Fact['kind'], CommandKind>>> = {
	DataRead: 'readData',
	DataErased: 'recordErasure',
	PersonErasureProposed: 'demandPersonErasure',
	PersonErasureDemanded: 'demandPersonErasure',
	CaseClosed: 'close',
}

describe('in five acts of their own, whatever they are, nobody comes to read or erase', () => {
	it.each([
		['as an agent, while all others are here', 'agent', []],
		['as an agent, while nobody else is here', 'agent', EVERYBODY_ELSE],
		['as a lead', 'lead', []],
	] as const)('%s', { timeout: 30_000 }, (_, role, absent) => {
		const { ways, met } = forbiddenWays(NOT_THEIRS, role, absent)
		expect(ways).toEqual([])
		expect(met).toBeGreaterThan(300)
	})

	it("which the walk would find: a case that is free is anybody's to take", () => {
		const { ways } = forbiddenWays({ free: then(release(ANNA)) }, 'agent', [])
		expect(ways).toContainEqual(['free', 'claim +1', 'readData +1'])
		const ends = ways.map((way) => way.at(-1)?.split(' ')[0])
		expect(new Set(ends)).toEqual(new Set([...FORBIDDEN.agent, 'CaseClosed' as const].map((kind) => END_OF[kind])))
	})
})

const agents = [ANNA, BEN, CEM, LEA] as const
type Step = {
	readonly who: AgentKey
	readonly act: number
	readonly wait: number
	readonly absent: readonly AgentKey[]
}
const stepOf = (...who: readonly AgentKey[]): fc.Arbitrary<Step> =>
	fc.record({
		who: fc.constantFrom(...who),
		act: fc.nat(10_000),
		wait: fc.constantFrom(0, 1, 6, 21),
		absent: fc.subarray([...agents]),
	})

/** Goes one step; the customer writes now and then. */
const go = ({ state, now }: Pick<Place, 'state' | 'now'>, { who, act, wait, absent }: Step, isLead: boolean) => {
	const at = addMilliseconds(now, wait * MINUTE)
	const actor = isLead ? ({ key: who, role: 'lead' } as const) : actorOf(who)
	const author: Author = { actor, absent: absent.filter((key) => key !== who), number: 1_000 + state.version }
	const acts = actsOf(author)
	const command = acts[act % (acts.length + 1)]
	const facts = command === undefined ? written(state, at, 2_000 + state.version) : factsOf(state, author, command, at)
	return { state: afterFacts(state, ...facts), now: at, facts }
}

/** Tells whether somebody else has the case, or Cem by his own hand alone. */
const isNotTheirs = (state: CaseState, now: Instant): boolean =>
	!mayReadData(state, CEM, now) && (state.tookOver === CEM || ![undefined, CEM].includes(state.owner))

describe('in fifty acts of their own, at random', () => {
	it('nobody comes to read or erase, wherever the acts of all have led before', () => {
		let tried = 0
		const before = fc.array(stepOf(...agents), { maxLength: 25, size: 'max' })
		const alone = fc.array(stepOf(CEM), { minLength: 50, maxLength: 50 })
		fc.assert(
			fc.property(before, alone, fc.boolean(), (common, own, isLead) => {
				let place: Pick<Place, 'state' | 'now'> = { state: given, now: minute(10) }
				for (const step of common) place = go(place, step, false)
				if (!isNotTheirs(place.state, place.now)) return
				tried += 1
				for (const step of own) {
					const { facts, ...next } = go(place, step, isLead)
					const role = isLead ? 'lead' : 'agent'
					expect(forbiddenOf(facts, role, place.state)).toEqual([])
					place = next
				}
			}),
			{ numRuns: 500, seed: 20261122 },
		)
		expect(tried).toBeGreaterThan(200)
	})
})

describe("what was given by somebody else, or was nobody's, is theirs to read and erase", () => {
	it.each<[string, CaseState, boolean]>([
		['a case that its owner released, by a claim', then(release(ANNA), claim(CEM)), true],
		['a case that its owner released, taken over', then(release(ANNA), takeOver(CEM)), true],
		['a case that its owner released, assigned to themself', then(release(ANNA), assign(CEM, undefined, CEM)), true],
		[
			'a case that its owner released, by an act that takes the claim along',
			then(release(ANNA), reply(5, { by: CEM })),
			true,
		],
		['a case handed on to them', then(assign(CEM)), true],
		['a case in which they are the deputy', then(assign(ANNA, CEM)), false],
		['a case in which they are the deputy and hold the claim', then(assign(ANNA, CEM), claim(CEM)), false],
		[
			'a case of which they were the deputy, taken over from who is absent',
			then(assign(ANNA, CEM), takeOver(CEM, ANNA)),
			true,
		],
		['a case that they let go and claim again', then(release(ANNA), claim(CEM), release(CEM), claim(CEM)), true],
		['a case of a team', then(assignToTeam(), claim(CEM)), true],
		['a case that a lead gives them', then(assign(CEM, undefined, LEA)), true],
		[
			'a case that they took over, once a lead gives it to them',
			then(takeOver(CEM, ANNA), assign(CEM, undefined, LEA)),
			true,
		],
		[
			'a case that they took over for Ben, once he gives it back',
			then(takeOver(CEM, ANNA), assign(BEN, undefined, CEM), assign(CEM, undefined, BEN)),
			true,
		],
		[
			'a case that they took over for Ben, once he releases it',
			then(takeOver(CEM, ANNA), assign(BEN, undefined, CEM), release(BEN), claim(CEM)),
			true,
		],
		[
			'a case that they took over and let go, once another has had it',
			then(takeOver(CEM, ANNA), release(CEM), claim(BEN), release(BEN), claim(CEM)),
			true,
		],
		['a case in which they help out, once it is theirs', then(claim(CEM), assign(CEM, undefined, LEA)), true],
		[
			'a case in which they help out, once it is free and they claim it anew',
			then(claim(CEM), release(ANNA), claim(CEM)),
			true,
		],
		[
			'a case of theirs that was closed and opened again',
			afterFacts(then(assign(CEM), close({ by: CEM })), factAt('CaseReopened', 40)),
			true,
		],
	])('%s', (_, state, isOwner) => {
		expect(decide(state, read(CEM), minute(41))).toMatchObject({ facts: [{ kind: 'DataRead', by: CEM }] })
		expect(mayReadData(state, CEM, minute(41))).toBe(true)
		expect(ownsLawfully(state, CEM)).toBe(isOwner)
	})
	it.each<[string, CaseState]>([
		['who held the claim, after it lapsed', then(claim(BEN))],
		['who helps out, in what became free meanwhile', then(claim(CEM), release(ANNA))],
		[
			'who took the case over for Ben and held on, once he releases it',
			then(takeOver(CEM, ANNA), claim(CEM), assign(BEN, CEM, CEM), release(BEN)),
		],
	])('but not of %s', (_, state) => {
		const now = minute(41)
		expect([CEM, BEN].filter((one) => mayReadData(state, one, now))).toEqual([])
		expect(decide(state, read(CEM), now)).toMatchObject({ refusal: 'notYours' })
	})
})
