import { describe, expect, it } from 'vitest'
import type { Content } from '#shared/cases/content.ts'
import { fact } from '#shared/cases/fact.ts'
import { type Fact, factSchema, type RecordedFact } from '#shared/cases/facts.ts'
import { agentsIn, timeline } from '#shared/desk/timeline.ts'
import { timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { anId } from '#test/support/request-factories.ts'

const at = (minute: number): string => `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`
const recorded = (...facts: Fact[]): RecordedFact[] => facts.map((fact, index) => ({ version: index + 1, fact }))
const [anna, ben] = [anId('agent'), anId('agent')]
const agents = new Map([[anna, 'anna']])
const [contact, request, send, caseId] = [anId('contact'), anId('req'), anId('send'), anId('case')]

const message = (key: string, minute: number): Fact =>
	fact('MessageReceived', at(30), {
		message: `msg_${key.repeat(16)}`,
		contact,
		network: 'x',
		visibility: 'public',
		form: 'mention',
		sentAt: at(minute),
	})
const content = (key: string, text?: string): Content => {
	const message = aMessage({ id: `msg_${key.repeat(16)}`, caseId, authorHandle: 'kundin', at: at(1) })
	return text === undefined ? eraseContent(message, at(40)) : { ...message, text }
}
const asked: Fact = fact('DataRequested', at(31), {
	by: anna,
	request,
	send,
	fields: ['phone'],
	form: 'sie',
	language: 'de',
	message: `msg_${'a'.repeat(16)}`,
	network: 'x',
	expiresAt: at(59),
})

describe('timeline', () => {
	it("orders messages by their network's time, and by their keys where it is the same", () => {
		const facts = recorded(message('c', 5), message('b', 3), message('a', 3))
		const entries = timeline(facts, [content('a', 'A'), content('b', 'B'), content('c', 'C')], agents)
		expect(entries.map(({ text }) => text)).toEqual(['A', 'B', 'C'])
		expect(entries[0]).toMatchObject({ author: 'customer', visibility: 'public', channel: 'x', handle: 'kundin' })
	})

	it('shows words that were erased, or that are missing, as erased', () => {
		const entries = timeline(recorded(message('a', 1), message('b', 2)), [content('a')], agents)
		expect(entries).toEqual([
			expect.objectContaining({ kind: 'message', erased: true }),
			expect.objectContaining({ kind: 'message', erased: true }),
		])
		expect(entries.some((entry) => 'text' in entry)).toBe(false)
	})

	it.each<[Fact[], object]>([
		[[], { state: 'queued', at: at(31) }],
		[[fact('SendStarted', at(32), { send, attempt: 1 })], { state: 'started', at: at(32) }],
		[[fact('SendSucceeded', at(33), { send })], { state: 'sent', at: at(33) }],
		[
			[fact('SendFailed', at(33), { send, reason: 'recipientClosed' })],
			{
				state: 'failed',
				at: at(33),
				failure: 'recipientClosed',
				act: 'privateMessage',
				reason: expect.stringContaining('no private messages'),
			},
		],
		[[fact('SendUnknown', at(33), { send })], { state: 'unknown', at: at(33) }],
		[
			[fact('SendDeferred', at(33), { send, until: at(50), reason: 'looksAutomated' })],
			{ state: 'deferred', at: at(33), until: at(50), held: 'looksAutomated' },
		],
	])('tells sends as the delivery of what was sent: %j', (facts, delivery) => {
		const entries = timeline(recorded(asked, ...facts), [], agents)
		expect(entries).toEqual([expect.objectContaining({ kind: 'dataRequested', agent: 'anna', delivery })])
	})

	it('shows an agent whose key was destroyed as a former one', () => {
		const facts = recorded(fact('CaseAssigned', at(1), { by: anna, to: { kind: 'agent', owner: ben, deputy: anna } }))
		expect(agentsIn(facts)).toEqual([anna, ben])
		expect(timeline(facts, [], agents)).toEqual([
			expect.objectContaining({ agent: 'anna', owner: 'former agent', deputy: 'anna' }),
		])
	})

	it('makes a well-formed entry of every kind of fact, or none', () => {
		const to = { message: `msg_${'a'.repeat(16)}`, network: 'x' } as const
		const facts: Fact[] = [
			fact('CaseOpened', at(1), { number: '7K3M9QX', contact, network: 'x' }),
			fact('CaseReopened', at(1)),
			fact('CaseClaimed', at(1), { by: anna }),
			fact('CaseReleased', at(1), { by: anna }),
			fact('NoteWritten', at(1), { by: anna, note: anId('note') }),
			fact('AddressFormSet', at(1), { by: anna, form: 'du' }),
			fact('LanguageSet', at(1), { by: anna, language: 'en' }),
			asked,
			fact('RequestResent', at(1), { by: anna, request, send, ...to }),
			fact('InvitationQueued', at(1), { request, send, ...to }),
			fact('MailRequested', at(1), { request, send, issue: 1, expiresAt: at(2) }),
			fact('MailBounced', at(1), { request, issue: 1, reason: 'bounced' }),
			fact('NoticeQueued', at(1), { request, send, notice: 'mailBounced', ...to }),
			fact('NoticeQueued', at(1), { request, send, notice: 'mailComplained', ...to }),
			fact('RequestPaused', at(1), { request, until: at(2) }),
			fact('RequestDisowned', at(1), { request }),
			fact('RequestRevoked', at(1), { by: anna, request }),
			fact('RequestExpired', at(1), { request }),
			fact('DataReceived', at(1), {
				request,
				submission: anId('sub'),
				fields: ['phone'],
				assurance: 'controlsMailbox',
			}),
			fact('DataRead', at(1), { by: anna, purpose: 'callBack', fields: ['phone'] }),
			fact('DataErased', at(1), { reason: 'retention' }),
			fact('TurnLapsed', at(1)),
			fact('CaseClosed', at(1), { by: anna, outcome: 'noRequest', unansweredReason: 'thanks', eraseAt: at(2) }),
		]
		for (const fact of facts) expect(factSchema().safeParse(fact).success).toBe(true)
		const entries = timeline(recorded(...facts), [], agents)
		expect(entries).toHaveLength(facts.length)
		for (const entry of entries) timelineEntrySchema().strict().parse(entry)
		expect(new Set(entries.map(({ kind }) => kind)).size).toBe(facts.length)
	})
})
