import { describe, expect } from 'vitest'
import { LONGEST_SHOWN } from '#shared/desk/parked-words.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import type { ParkedBody, ParkedEvent } from '#shared/ledger/ports.ts'
import { type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const NUMBER = '4711081508'
const MAIL = 'erika.muster@example.org'
const WORDS = 'Niemand hat zurückgerufen, mein Anschluss ist seit Juni tot'

const parkIn = async (
	desk: DeskPlace,
	body: ParkedBody,
	{ source = 'meta', reason = 'unknownEvent' }: Partial<Pick<ParkedEvent, 'source' | 'reason'>> = {},
): Promise<string> => {
	const envelope = newEnvelopeId(START, systemRandom)
	const event = { id: parkedId(envelope, 0), source, reason, envelope, index: 0, parkedAt: START } as const
	await desk.parked.park(event, body)
	return event.id
}
const bytes = (text: string | Uint8Array): ParkedBody => ({ kind: 'body', bytes: Buffer.from(text).toString('base64') })
const read = (desk: DeskPlace, id: string, as = 'lea', role = 'lead') => desk.ask(`GET /api/parked/${id}`, { as, role })

const mail = (content: string): ParkedBody => ({
	kind: 'event',
	event: { receipt: { sender: MAIL }, raw: Buffer.from(content).toString('base64') },
})
const HEAD = `From: ${MAIL}\r\nSubject: Kein Netz zu Hause\r\n`

describe('what a parked event says', () => {
	const event = {
		sender: { id: '6001' },
		hologram: { said: [`${WORDS}. Kundennummer: ${NUMBER}`], id: '1234', url: 'https://cdn.example.test/x' },
	}

	it('is shown to a lead, with personal data masked and ids apart from words', async ({ desk }) => {
		const id = await parkIn(desk, { kind: 'event', event: { source: 'page.messaging', payload: event } })
		const { status, body, headers } = await read(desk, id)
		expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
		expect(body).toMatchObject({ id, reason: 'unknownEvent', words: [`${WORDS}. Kundennummer: [Kundennummer]`] })
		expect(String(body.body)).toContain('"id": "6001"')
		expect(body.cut).toBeUndefined()
		expect(JSON.stringify(body)).not.toContain(NUMBER)
	})

	it('is on record: who was shown it, without a word in the log', async ({ desk }) => {
		const id = await parkIn(desk, { kind: 'event', event })
		expect((await read(desk, id)).body.readBy).toEqual([])
		desk.pass(60_000)
		expect((await read(desk, id, 'otto')).body.readBy).toEqual([{ by: 'lea', at: START }])
		const lines = desk.lines.join('\n')
		expect(lines).toContain('PARKED_READ')
		for (const secret of [NUMBER, 'zurückgerufen', '6001']) expect(lines).not.toContain(secret)
	})

	it.for(['agent', 'trainee', 'auditor', 'callcentre'])('is not shown to a(n) %s', async (role, { desk }) => {
		const id = await parkIn(desk, { kind: 'event', event })
		expect((await read(desk, id, role === 'agent' ? 'anna' : `ein-${role}`, role)).status).toBe(403)
		expect(await desk.seen.list(id as `park_${string}`)).toEqual([])
	})

	it('is shown of a body that nobody could read as a whole, as the text that it may be', async ({ desk }) => {
		const deep = `${'['.repeat(100)}"${WORDS}"${']'.repeat(100)}`
		const cases: readonly (readonly [ParkedBody, string])[] = [
			[bytes(JSON.stringify({ entry: [event, event] })), WORDS],
			[bytes(`{"text":"${WORDS} ${MAIL}`), WORDS],
			[bytes(deep), WORDS],
			[bytes(Uint8Array.from([0xff, 0xfe, 0x41, 0x42])), 'AB'],
			[bytes(''), ''],
		]
		for (const [parked, expected] of cases) {
			const { status, body, text } = await read(desk, await parkIn(desk, parked, { reason: 'unknownShape' }))
			expect([status, String(body.body).includes(expected)]).toEqual([200, true])
			for (const secret of [NUMBER, MAIL]) expect(text).not.toContain(secret)
		}
	})

	it('is cut where it is longer than anybody reads, and says so', async ({ desk }) => {
		const long = {
			kind: 'event',
			event: Array.from({ length: 3_000 }, () => ({ said: `${WORDS} ${NUMBER}` })),
		} as const
		for (const parked of [long, bytes('x'.repeat(LONGEST_SHOWN + 1))]) {
			const { body } = await read(desk, await parkIn(desk, parked))
			expect([String(body.body).length <= LONGEST_SHOWN, body.cut]).toEqual([true, true])
		}
	})

	it('is of a mail its subject and text, whichever form it has', async ({ desk }) => {
		const contents = [
			`${HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n${WORDS}. Meine IBAN: DE89370400440532013000`,
			`${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n<p>${WORDS}. Meine IBAN: DE89370400440532013000</p><script>alert(1)</script>`,
		]
		for (const content of contents) {
			const id = await parkIn(desk, mail(content), { source: 'mail', reason: 'otherAddress' })
			const { body, text } = await read(desk, id)
			expect(body.network).toBe('mail')
			expect((body.words as string[]).join('\n')).toContain(WORDS)
			expect((body.words as string[])[0]).toBe('Kein Netz zu Hause')
			expect(body.body).toBeUndefined()
			for (const secret of ['DE8937', 'alert', MAIL]) expect(text).not.toContain(secret)
		}
	})

	it.for([
		['virus', mail(`${HEAD}\r\n${WORDS}`), 'virus'],
		['virusUnknown', mail(`${HEAD}\r\n${WORDS}`), 'virus'],
		['mailTooLarge', { kind: 'event', event: { receipt: {} } }, 'unreadable'],
		['mailTooComplex', mail(`${HEAD}${'X: y\r\n'.repeat(2_000)}\r\n${WORDS}`), 'unreadable'],
	] as const satisfies readonly (readonly [ParkedReason, ParkedBody, string])[])(
		'is withheld of a mail for %s',
		async ([reason, parked, withheld], { desk }) => {
			const { status, body } = await read(desk, await parkIn(desk, parked, { source: 'mail', reason }))
			expect([status, body.withheld, body.words, body.body]).toEqual([200, withheld, [], undefined])
		},
	)

	it('is gone with what it was, and unknown once somebody let it go', async ({ desk }) => {
		const id = await parkIn(desk, { kind: 'event', event })
		const gone = await read(desk, id.replace(/_0$/, '_1'))
		expect([gone.status, gone.body.type]).toEqual([404, 'urn:hilft:problem:parked-unknown'])
		await desk.parked.dismiss(id, (await desk.roster.find('lea'))?.key ?? 'agent_', 'test', START)
		expect((await read(desk, id)).status).toBe(404)
		const bodiless = await parkIn(desk, { kind: 'event', event })
		Object.assign(desk.parked, { body: async () => undefined })
		const answer = await read(desk, bodiless)
		expect([answer.status, answer.body.type]).toEqual([410, 'urn:hilft:problem:parked-body-gone'])
		expect(await desk.seen.list(bodiless as `park_${string}`)).toEqual([])
	})
})
