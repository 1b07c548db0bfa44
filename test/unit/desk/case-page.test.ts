import { describe, expect } from 'vitest'
import { sendFailureSchema } from '#shared/cases/codes.ts'
import { deliveryViewSchema } from '#shared/desk/case-view-schema.ts'
import { casePage } from '#shared/desk/pages/case/case-page.ts'
import { type CasePageValue, caseHref, readCaseQuery } from '#shared/desk/pages/case/case-value.ts'
import { sayEntry } from '#shared/desk/pages/case/entry-words.ts'
import { headPart } from '#shared/desk/pages/case/head-part.ts'
import { sidePart } from '#shared/desk/pages/case/side-part.ts'
import { timelinePart } from '#shared/desk/pages/case/timeline-part.ts'
import { dataPanelPage } from '#shared/desk/pages/data-panel.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import { type TimelineEntry, timelineEntrySchema } from '#shared/desk/timeline-schema.ts'
import type { Html } from '#shared/pages/frame.ts'
import { ACTS } from '#shared/replies/failure-words.ts'
import { caseIt as it } from '#test/fixtures/desk-case-samples.ts'
import { caseFrame } from '#test/fixtures/desk-cases.ts'

const KINDS = timelineEntrySchema().shape.kind.options
const LANGUAGES = ['de', 'en'] as const
const text = async (html: Html): Promise<string> => String(await html)
const entry = (change: Partial<TimelineEntry>): TimelineEntry => ({
	id: 'msg_0000000000000000000000000a',
	at: '2026-11-22T12:00:00.000Z',
	kind: 'message',
	visibility: 'public',
	author: 'customer',
	channel: 'x',
	text: 'Hallo',
	...change,
})
const withEntries = (value: CasePageValue, ...timeline: readonly TimelineEntry[]): CasePageValue => ({
	...value,
	shown: { ...value.shown, timeline },
})

describe('the page of a case', () => {
	it('says every kind of entry in both languages, in words and not in codes', ({ samples }) => {
		for (const tag of LANGUAGES)
			for (const kind of KINDS) {
				const said = sayEntry(
					caseFrame(tag),
					samples.long,
					entry({ kind, author: 'agent', agent: 'anna', owner: 'ben', from: 'ben', asked: 'ben' }),
				)
				expect(said, `${tag} ${kind}`).toMatch(/\p{L}{3}/u)
				expect(said).not.toMatch(/undefined|\banna\b|\bben\b/)
				expect(said).not.toContain(kind === 'note' || kind === 'reply' ? '{' : kind)
			}
	})

	it('says how every send fares, why it failed, and what to do next', async ({ samples }) => {
		for (const tag of LANGUAGES) {
			const { caseCodes } = DESK_TEXTS[tag]
			for (const state of deliveryViewSchema().shape.state.options) {
				const reply = entry({
					kind: 'reply',
					author: 'agent',
					agent: 'anna',
					delivery: { state, at: '2026-11-22T12:00:00.000Z' },
				})
				const shown = await text(timelinePart(caseFrame(tag), withEntries(samples.long, reply)))
				expect(shown).toContain(caseCodes.deliveries[state])
				if (state !== 'sent') expect(shown).toContain(caseCodes.deliveryHelp[state])
			}
			for (const act of ACTS)
				for (const failure of sendFailureSchema.options) {
					const delivery = { state: 'failed', at: '2026-11-22T12:00:00.000Z', act, failure } as const
					const shown = await text(
						timelinePart(
							caseFrame(tag),
							withEntries(samples.long, entry({ kind: 'reply', author: 'agent', agent: 'anna', delivery })),
						),
					)
					expect(caseCodes.failures[act][failure].length).toBeGreaterThan(20)
					expect(shown.replaceAll('&#39;', "'")).toContain(caseCodes.failures[act][failure])
				}
		}
	})

	it('says the failures in German where it is German, each in other words than in English', () => {
		for (const act of ACTS)
			for (const failure of sendFailureSchema.options)
				expect(DESK_TEXTS.de.caseCodes.failures[act][failure]).not.toBe(DESK_TEXTS.en.caseCodes.failures[act][failure])
	})

	it('shows as text what anybody wrote, wherever it stands', async ({ samples }) => {
		const evil = '"><script>alert(1)</script></textarea>\u202E'
		const { long } = samples
		const poisoned = JSON.parse(JSON.stringify(long), (key, known: unknown) =>
			typeof known === 'string' && /^(text|name|handle|words|evidence|suggestedText|sub)$/.test(key) ? evil : known,
		) as CasePageValue
		const page = await text(casePage(caseFrame('de'), poisoned))
		expect(page).not.toContain('<script>alert')
		expect(page.match(/<\/textarea>/g)).toHaveLength(page.match(/<textarea/g)?.length ?? 0)
		expect(page).toContain('&lt;script&gt;alert(1)')
	})

	it('folds long words, cut at no character, and shows them all', async ({ samples }) => {
		const said = '👨‍👩‍👧‍👦'.repeat(1_000)
		const shown = await text(timelinePart(caseFrame('de'), withEntries(samples.long, entry({ text: said }))))
		const pieces = [...shown.matchAll(/<div class="words" dir="auto">([^<]*)<\/div>/g)].map(([, words = '']) => words)
		expect(pieces.join('')).toBe(said)
		expect(pieces).toHaveLength(2)
		expect(pieces[0]?.length).toBeLessThanOrEqual(1_200)
		expect(pieces[0]?.endsWith('👨‍👩‍👧‍👦')).toBe(true)
	})

	it('has parts that stay the same byte for byte while nothing happens, and hold no key', async ({ samples }) => {
		for (const value of Object.values(samples))
			for (const part of [headPart, timelinePart, sidePart]) {
				const [one, other] = await Promise.all([text(part(caseFrame('de'), value)), text(part(caseFrame('de'), value))])
				expect(one).toBe(other)
				expect(one).not.toContain('name="_key"')
			}
		expect(await text(timelinePart(caseFrame('de'), samples.long))).not.toContain('csrf-token')
		expect(await text(casePage(caseFrame('de'), samples.fresh))).toMatch(/name="_key" value="cmd_/)
	})

	it('switches off what cannot be done, and says why', async ({ samples }) => {
		const side = await text(sidePart(caseFrame('de'), samples.taken))
		expect(side).toContain('aria-disabled="true">Daran arbeiten<span class="why">Gerade arbeitet jemand anderes daran')
		expect(side).not.toContain('acts/claim"')
		const head = await text(casePage(caseFrame('de'), samples.closed))
		expect(head).toContain('Der Fall ist geschlossen')
	})

	it('shows once what is said again and again until somebody takes a danger, with how often', async ({ samples }) => {
		const { shown } = samples.danger
		const told = (at: string, danger: 'selfHarm' | 'violenceAgainstUs') =>
			({
				id: `entry-${at}`,
				kind: 'dangerTold',
				at: `2026-11-22T${at}:00.000Z`,
				author: 'system',
				visibility: 'internal',
				danger,
			}) as const
		const timeline = [
			told('12:00', 'selfHarm'),
			told('12:05', 'selfHarm'),
			told('12:10', 'selfHarm'),
			told('12:11', 'violenceAgainstUs'),
			...shown.timeline,
			told('12:15', 'selfHarm'),
		]
		const part = await text(timelinePart(caseFrame('de'), { ...samples.danger, shown: { ...shown, timeline } }))
		const ids = [...part.matchAll(/id="e-entry-([\d:]+)"/g)].map(([, at]) => at)
		expect(ids).toEqual(['12:10', '12:11', '12:15'])
		expect(part).toContain('Suizid oder Selbstverletzung. Leitung in Bereitschaft informiert, 3-mal')
		expect(part.match(/-mal/g)).toHaveLength(1)
	})

	it('offers of the ends those that go together with what is open, and no others', async ({ samples }) => {
		const offered = async (value: CasePageValue): Promise<readonly string[]> => {
			const side = await text(sidePart(caseFrame('de'), value))
			return [
				...side.matchAll(/name="outcome" value="(\w+)">(?:<input type="hidden" name="reason" value="(\w+)">)?/g),
			].map(([, outcome, reason]) => `${outcome} ${reason ?? ''}`.trim())
		}
		const waiting = await offered(samples.fresh)
		expect(waiting).toContain('noRequest opinion')
		expect(waiting).not.toContain('helped')
		expect(await offered(samples.danger)).toEqual([])
	})

	it('keeps what was typed for an act that was refused, opens its form, and says why', async ({ samples }) => {
		const posted = {
			act: 'promises',
			form: 'promises',
			typed: [
				['kind', 'refund'],
				['dueAt:local', '2026-12-24T12:00'],
				['note', 'nach Weihnachten'],
			],
			refusal: { title: 'Zu spät', detail: 'Bitte früher.' },
		} as const
		const side = await text(sidePart(caseFrame('de'), { ...samples.fresh, posted }))
		expect(side).toMatch(/<details class="fold" open><summary[^>]*>Neue Zusage/)
		expect(side).toContain('<option value="refund" selected>')
		expect(side).toContain('value="2026-12-24T12:00"')
		expect(side).toContain('value="nach Weihnachten"')
		expect(side).toContain('<strong>Zu spät</strong> Bitte früher.')
	})

	it('keeps the answer that was refused, the refusal before it, and its way', async ({ samples }) => {
		const page = await text(casePage(caseFrame('de'), samples.refused))
		const form = page.slice(page.indexOf('id="composer"'))
		expect(form).toContain('>Guten Tag Frau Voss, hier ist unser Zwischenstand.</textarea>')
		expect(form.indexOf('class="refused"')).toBeLessThan(form.indexOf('<textarea'))
		expect(form).toMatch(/id="way-private"[^>]* checked/)
		expect(form).toContain('<option value="interim" selected>')
	})

	it('reads from its address only what it understands', ({ samples }) => {
		expect(readCaseQuery({ way: 'letter', to: '"><script>', show: 'x', view: 'nothing', step: 'muted' })).toEqual({
			show: 'all',
		})
		expect(caseHref(samples.fresh, { to: 'msg_1' }, 'composer')).toMatch(
			/^\/desk\/cases\/[0-9A-Z]+\?to=msg_1#composer$/,
		)
	})
})

describe('the panel of what a customer gave', () => {
	const asked = { number: '7K3M9QX', given: ['customerNumber', 'phone'], mayErase: true, readers: [] } as const
	it('asks what for before it shows anything', async () => {
		const page = await text(dataPanelPage(caseFrame('de'), asked))
		expect(page).toContain('<select name="purpose" required>')
		expect(page).not.toContain('class="secret"')
	})
	it('shows the values inert, how sure we are, what may be done, and for how long', async () => {
		const value = {
			field: 'customerNumber',
			value: '47<b>11',
			assurance: 'controlsAccount',
			receivedAt: '2026-11-22T12:00:00.000Z',
			allowed: ['callBack'],
		} as const
		const readers = [
			{ by: 'Anna Asmussen', at: '2026-11-22T12:05:00.000Z', purpose: 'callBack', fields: ['phone'] },
		] as const
		const page = await text(
			dataPanelPage(caseFrame('de'), { ...asked, readers, read: { purpose: 'callBack', values: [value] } }),
		)
		expect(page).toContain('47&lt;b&gt;11')
		expect(page).toContain('data-hide-after="120"')
		expect(page).toContain('schreibt von diesem Konto')
		expect(page).toContain('Das zeigt nie, wer den Vertrag hält.')
		expect(page).toContain('zurückrufen')
		expect(page).toContain('<bdi>Anna Asmussen</bdi>')
	})
	it('says why somebody may not read', async () => {
		const page = await text(dataPanelPage(caseFrame('en'), { ...asked, hindrance: 'notYours' }))
		expect(page).toContain(DESK_TEXTS.en.hindrances.notYours)
		expect(page).not.toContain('name="purpose"')
	})
})
