import { describe, expect, it } from 'vitest'
import { caseDueAt } from '#shared/cases/due.ts'
import { mutedAt } from '#shared/cases/list-keys.ts'
import { netiquetteRefusals } from '#shared/cases/netiquette/decide.ts'
import { isStepDue, mutedUntil, recentSteps, rememberedSteps } from '#shared/cases/netiquette/state.ts'
import {
	ANNA,
	actorOf,
	answeredByHand,
	BEN,
	beginErasure,
	COMMENT,
	claim,
	close,
	deleteReply,
	endDanger,
	factAt,
	hideStep,
	keyOf,
	LEA,
	message,
	minute,
	mute,
	opened,
	pointer,
	raiseDanger,
	recordFailed,
	reply,
	sent,
	startSend,
	undoStep,
	unknown,
	warning,
	withdraw,
} from '#test/support/case-factories.ts'
import { given, givenCase, itRefuses } from '#test/support/case-specification.ts'

const DAYS = 24 * 60
const FIRST = keyOf('msg', 1)
const HIDE = keyOf('send', 8)
const show = { show: { send: keyOf('send', 9), network: 'facebook' } } as const

const comment = () => given(opened(), message(1, 0, COMMENT))
const pointed = () => comment().after(1, pointer())
const warned = () => pointed().after(2, warning())
const hidden = () => warned().after(3, hideStep(), startSend(HIDE), sent(8))
const muted = () => hidden().after(6, mute())
const hideIn = (taken: object) => hideStep({ taken: { ...hideStep().taken, ...taken } as never })
const pointing = reply(1, { purpose: 'netiquette' })
const threatened = () => comment().after(1, raiseDanger({ danger: 'violenceAgainstUs' }))

describe('the commands about netiquette', () => {
	itRefuses(netiquetteRefusals, {
		takeStep: {
			dangerOpen: { given: threatened(), when: pointer(), at: 2 },
			stepMissing: { given: comment(), when: warning(), at: 1 },
			hideImpossible: { given: warned(), when: hideIn({ isHideable: false }), at: 3 },
			sendUnderWay: {
				given: warned().after(
					3,
					{ kind: 'hideMessage', by: BEN, send: HIDE, message: FIRST, network: 'facebook', isHidden: false },
					startSend(HIDE),
				),
				when: hideStep(),
				at: 5,
			},
			leadNeeded: { given: hidden(), when: mute(DAYS, { actor: actorOf(ANNA) }), at: 6 },
			muteEndInvalid: { given: hidden(), when: mute(31 * DAYS), at: 6 },
			caseClosed: { given: pointed().after(2, close()), when: warning(), at: 3 },
			claimedByOther: { given: comment().after(1, claim(BEN)), when: pointer(), at: 2 },
		},
		undoStep: {
			stepUnknown: { given: comment(), when: undoStep(), at: 1 },
			leadNeeded: { given: muted(), when: undoStep(4), at: 7 },
			sendUnderWay: { given: warned().after(3, hideStep(), startSend(HIDE)), when: undoStep(3, show), at: 5 },
			caseClosed: { given: pointed().after(2, close()), when: undoStep(), at: 3 },
			claimedByOther: { given: pointed(), when: undoStep(1, { actor: actorOf(BEN) }), at: 2 },
		},
	})
	it('mute for no time that is over', () => {
		hidden().when(mute(6), 6).thenRefused('muteEndInvalid')
		hidden()
			.when(mute(6 + 30 * DAYS), 6)
			.thenFacts('NetiquetteStepTaken')
	})
})

describe('the ladder', () => {
	it('goes from a pointer over a warning to hiding, and to muting by a lead', () => {
		comment()
			.when(pointer(), 1)
			.then(
				factAt('CaseClaimed', 1, { by: ANNA }),
				factAt('NetiquetteStepTaken', 1, { by: ANNA, step: keyOf('step', 1), what: 'pointer', message: FIRST }),
			)
		pointed().when(warning(), 2).thenFacts('NetiquetteStepTaken')
		warned().when(hideStep(), 3).thenFacts('HideQueued', 'NetiquetteStepTaken')
		const until = minute(10 * DAYS)
		hidden()
			.when(mute(), 6)
			.then(factAt('NetiquetteStepTaken', 6, { by: LEA, step: keyOf('step', 4), what: 'muted', message: FIRST, until }))
	})
	it('skips none: hiding needs a warning, muting something hidden or a second warning', () => {
		pointed().when(hideStep(), 2).thenRefused('stepMissing')
		warned().when(mute(), 3).thenRefused('stepMissing')
		const other = warning({ step: keyOf('step', 5), message: keyOf('msg', 2) })
		warned()
			.and(message(2, 3, COMMENT))
			.after(4, other)
			.when(mute(), 5)
			.thenFacts('NetiquetteStepTaken')
	})
	it('holds a step against nobody for longer than 90 days', () => {
		pointed()
			.when(warning(), 1 + 90 * DAYS)
			.thenRefused('stepMissing')
		expect(isStepDue(pointed().state, 'warning', minute(90 * DAYS))).toBe(true)
		expect(recentSteps(pointed().state, minute(1 + 90 * DAYS))).toEqual([])
	})
	it('takes the same step about the same message once', () => {
		pointed().when(pointer(), 2).thenNothing()
		hidden().when(hideStep(), 6).thenNothing()
		pointed().after(2, undoStep()).when(pointer(), 3).thenFacts('NetiquetteStepTaken')
	})
	it('answers nothing and moves no turn, whatever the step', () => {
		for (const state of [pointed(), warned(), hidden(), muted()])
			state.thenState({ turn: { who: 'ours' }, unanswered: { count: 1 }, waitingSince: minute(0) })
		const invited = comment().after(1, answeredByHand())
		invited
			.happens(factAt('NetiquetteStepTaken', 2, { by: ANNA, step: keyOf('step', 1), what: 'pointer', message: FIRST }))
			.thenChanged({
				netiquette: [{ step: keyOf('step', 1), what: 'pointer', at: minute(2), message: FIRST, status: 'stands' }],
			})
	})
	it('is not for a threat: that is danger, until somebody said what was done', () => {
		threatened().when(pointing, 2).thenRefused('dangerOpen')
		const other = pointer({ message: keyOf('msg', 2) })
		threatened()
			.and(message(2, 2, COMMENT))
			.when(other, 3)
			.thenFacts('CaseClaimed', 'NetiquetteStepTaken')
		comment().after(1, raiseDanger(), endDanger()).when(pointer(), 3).thenFacts('CaseClaimed', 'NetiquetteStepTaken')
	})
	it('begins anew with who writes after the person was erased', () => {
		muted().after(7, beginErasure(), { kind: 'recordPersonErasure' }).thenState({ netiquette: [] })
	})
})

describe('a step that an answer says', () => {
	const said = () => givenCase().after(1, pointing)
	const step = `step_${keyOf('send', 1).slice('send_'.length)}`
	it('is recorded with it: a pointer by its purpose, of the message that it answers', () => {
		givenCase().when(pointing, 1).thenFacts('CaseClaimed', 'ReplyQueued', 'NetiquetteStepTaken')
		said().thenState({ netiquette: [{ step, what: 'pointer', message: FIRST, send: keyOf('send', 1) }] })
		const named = reply(1, { netiquette: { what: 'pointer', message: keyOf('msg', 7) } })
		givenCase()
			.after(1, named)
			.thenState({ netiquette: [{ what: 'pointer', message: keyOf('msg', 7) }] })
		givenCase().after(1, reply()).thenState({ netiquette: [] })
	})
	it('counts once the answer was sent, and not while nobody knows', () => {
		said().when(warning(), 2).thenRefused('stepMissing')
		said().after(2, startSend(), unknown()).when(warning(), 4).thenRefused('stepMissing')
		const left = said().after(2, startSend(), sent())
		left.thenState({ netiquette: [{ status: 'stands' }] })
		left.when(warning(), 4).thenFacts('NetiquetteStepTaken')
	})
	it('does not count where it never left, and counts where it did after all', () => {
		said()
			.after(2, withdraw())
			.thenState({ netiquette: [{ status: 'notSent' }] })
		const failed = said().after(2, startSend(), recordFailed())
		failed.thenState({ netiquette: [{ status: 'notSent' }] })
		failed.after(4, sent()).thenState({ netiquette: [{ status: 'stands' }] })
	})
	it('stays said when the answer is deleted later, and answers when its answer does', () => {
		const answers = { purpose: 'answer', netiquette: { what: 'pointer', message: FIRST } } as const
		const left = givenCase().after(1, reply(1, answers), startSend(), sent())
		left.thenState({ unanswered: { count: 0 }, netiquette: [{ status: 'stands' }] })
		left
			.after(4, deleteReply(), startSend(keyOf('send', 7)), sent(7))
			.thenState({ unanswered: { count: 1 }, netiquette: [{ status: 'stands' }] })
	})
	it('is of a message, even by mail', () => {
		const byMail = { target: { visibility: 'mail' } } as const
		const confirmed = factAt('MessageErased', 3, { message: FIRST, filedVersion: 2 })
		givenCase()
			.and(confirmed)
			.when(reply(1, { purpose: 'netiquette', ...byMail }), 4)
			.thenRefused('noConfirmedAddress')
	})
})

describe('a step taken back', () => {
	it('counts no more, with its reason on record, and once', () => {
		pointed()
			.when(undoStep(), 2)
			.then(factAt('NetiquetteStepUndone', 2, { by: ANNA, step: keyOf('step', 1), reason: 'wronglyJudged' }))
		const undone = pointed().after(2, undoStep())
		undone.when(warning(), 3).thenRefused('stepMissing')
		undone.when(undoStep(), 3).thenNothing()
	})
	it('shows again what it had hidden', () => {
		hidden().when(undoStep(3, show), 6).thenFacts('CaseClaimed', 'NetiquetteStepUndone', 'HideQueued')
		hidden().when(undoStep(3), 6).thenFacts('CaseClaimed', 'NetiquetteStepUndone')
		const notBegun = warned().after(3, hideStep())
		notBegun.when(undoStep(3, show), 4).thenFacts('NetiquetteStepUndone', 'SendFailed')
		notBegun.after(4, undoStep(3, show)).thenState({ netiquette: [{}, {}, { status: 'undone' }] })
	})
	it('is one whose message somebody has shown again', () => {
		const unhide = {
			kind: 'hideMessage',
			by: BEN,
			send: keyOf('send', 9),
			message: FIRST,
			network: 'facebook',
			isHidden: false,
		} as const
		hidden()
			.when(unhide, 6)
			.then(
				factAt('HideQueued', 6, {
					by: BEN,
					send: keyOf('send', 9),
					message: FIRST,
					network: 'facebook',
					isHidden: false,
				}),
				factAt('NetiquetteStepUndone', 6, { step: keyOf('step', 3), reason: 'shownAgain' }),
			)
		hidden().after(6, unhide).when(mute(), 7).thenRefused('stepMissing')
	})
	it('is a mute for a lead alone, who holds no claim for it', () => {
		muted()
			.after(30, claim(BEN))
			.when(undoStep(4, { actor: actorOf(LEA), reason: 'apologised' }), 31)
			.thenFacts('NetiquetteStepUndone')
	})
	it('is what the network did not hide', () => {
		warned()
			.after(3, hideStep(), startSend(HIDE), recordFailed({ send: HIDE, reason: 'forbidden' }))
			.when(mute(), 6)
			.thenRefused('stepMissing')
	})
})

describe('who is muted', () => {
	const until = minute(10 * DAYS)
	it('still writes, and waits as anybody: their case is found by who has waited longest', () => {
		const written = muted()
			.after(7, answeredByHand())
			.and(message(2, 8, COMMENT))
		written.thenState({ turn: { who: 'ours' }, unanswered: { count: 1 }, waitingSince: minute(8) })
		expect(mutedAt(written.state)).toBe(minute(8))
		expect(mutedAt(muted().after(7, answeredByHand()).state)).toBe(minute(6))
		expect(mutedAt(hidden().state)).toBeUndefined()
		expect(mutedAt(muted().after(7, close()).state)).toBeUndefined()
	})
	it('is muted until the moment that was named, at which the sweep says that it is over', () => {
		expect(mutedUntil(muted().state, minute(7))).toBe(until)
		expect(mutedUntil(muted().state, until)).toBeUndefined()
		expect(caseDueAt(muted().state)).toBe(until)
		muted()
			.when({ kind: 'lapse' }, 10 * DAYS)
			.then(factAt('NetiquetteMuteEnded', 10 * DAYS, { step: keyOf('step', 4) }))
		const over = muted().after(10 * DAYS, { kind: 'lapse' })
		expect([mutedAt(over.state), caseDueAt(over.state)]).toEqual([undefined, undefined])
		over.when({ kind: 'lapse' }, 10 * DAYS + 1).thenNothing()
		expect(caseDueAt(muted().after(7, close()).state)).toBeUndefined()
	})
	it('is muted for another time by another word, which takes the place of the first', () => {
		const again = muted().after(7, mute(20 * DAYS, { step: keyOf('step', 5) }))
		again.thenState({ netiquette: [{}, {}, {}, { status: 'ended' }, { status: 'stands' }] })
		expect(mutedUntil(again.state, minute(8))).toBe(minute(20 * DAYS))
	})
})

describe('a later case of the same person', () => {
	const at = 40 * DAYS
	const later = (remembered: ReturnType<typeof rememberedSteps>) =>
		given(
			factAt('CaseOpened', at, {
				number: '7K3M9QX',
				contact: keyOf('contact', 1),
				network: 'facebook',
				netiquette: remembered,
			}),
			message(3, at, COMMENT),
		)
	it('knows the steps that count, by kinds and moments: no words, and nobody of us', () => {
		const remembered = rememberedSteps(warned().state, minute(at))
		expect(remembered).toEqual([
			{ step: keyOf('step', 1), what: 'pointer', at: minute(1) },
			{ step: keyOf('step', 2), what: 'warning', at: minute(2) },
		])
		later(remembered)
			.when(hideStep({ message: keyOf('msg', 3) }), at + 1)
			.thenFacts('CaseClaimed', 'HideQueued', 'NetiquetteStepTaken')
		later(remembered)
			.when(undoStep(2), at + 1)
			.thenFacts('CaseClaimed', 'NetiquetteStepUndone')
	})
	it('goes on muting until that is over, and forgets what does not count', () => {
		const remembered = rememberedSteps(hidden().after(6, mute(30 * DAYS)).state, minute(20 * DAYS))
		expect(mutedUntil(later(remembered).state, minute(20 * DAYS))).toBe(minute(30 * DAYS))
		expect(rememberedSteps(pointed().after(2, undoStep()).state, minute(3))).toBeUndefined()
		expect(rememberedSteps(givenCase().after(1, pointing).state, minute(3))).toBeUndefined()
		expect(rememberedSteps(warned().state, minute(1 + 90 * DAYS))).toEqual([
			{ step: keyOf('step', 2), what: 'warning', at: minute(2) },
		])
	})
})
