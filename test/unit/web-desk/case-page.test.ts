import { describe, expect } from 'vitest'
import { REFUSALS } from '#shared/cases/refusal.ts'
import { PROBLEM_OF, PROBLEM_OF_TEXT } from '#shared/http/refusal-problems.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/web-desk-test.ts'
import { headingFaults } from '#test/support/headings.ts'

const numberOf = async (desk: DeskPlace, id: string): Promise<string> => {
	const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'lea', role: 'lead' })
	return String(body.case?.number)
}

/** Returns the hidden fields of the form where answers are written, as a browser would post them. */
const composerOf = (page: string): [string, string][] => {
	const form = /<form id="composer".*?<\/form>/s.exec(page)?.[0] ?? ''
	const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
	return hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')])
}

const messageIn = (page: string): string => /id="e-(msg_\w+)"/.exec(page)?.[1] ?? ''

type FieldInForm = {
	readonly name: string
	/** It is not hidden: somebody puts something into it. */
	readonly isPut: boolean
	/** What is in it. */
	readonly values: readonly string[]
	/** What it would hold had somebody chosen the last there is, or written a word. */
	readonly last: readonly string[]
}

const attributeOf = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

const fieldIn = (tag: string): FieldInForm => {
	const [name, value, type] = [attributeOf(tag, 'name'), attributeOf(tag, 'value'), attributeOf(tag, 'type')]
	if (tag.startsWith('<select')) {
		const options = [...tag.matchAll(/<option [^>]*>/g)].map(([one]) => one)
		const chosen = options.find((one) => / selected/.test(one)) ?? options[0] ?? ''
		const last = [attributeOf(options.at(-1) ?? '', 'value')]
		return { name, isPut: true, values: [attributeOf(chosen, 'value')], last }
	}
	if (tag.startsWith('<textarea'))
		return { name, isPut: true, values: [/>([^<]*)</.exec(tag)?.[1] ?? ''], last: ['Wort'] }
	if (type === 'checkbox') return { name, isPut: true, values: / checked/.test(tag) ? [value] : [], last: [value] }
	if (type === 'datetime-local') return { name, isPut: true, values: [value], last: ['2026-12-24T10:00'] }
	if (type === 'hidden') return { name, isPut: false, values: [value], last: [value] }
	return { name, isPut: true, values: [value], last: ['Wort'] }
}

/** Reads the forms of a case's acts but that of answers, which is read by itself. */
const formsIn = (page: string) =>
	[...page.matchAll(/<form class="[^"]*" method="post" action="([^"]+\/acts\/[^"]+)"[^>]*>(.*?)<\/form>/gs)].flatMap(
		([, action = '', content = '']) => {
			const tags = content.matchAll(/<select .*?<\/select>|<textarea .*?<\/textarea>|<input [^>]*>/gs)
			const fields = [...tags].map(([tag]) => fieldIn(tag)).filter(({ name }) => name !== '')
			const name = fields.find((field) => field.name === '_form')?.values[0]
			return name === undefined ? [] : [{ action, name, fields }]
		},
	)

describe('the page of a case', () => {
	it('says what no call answers, leads there, and asks for nothing that cannot be asked', async ({ web, desk }) => {
		const named = {
			network: 'facebook',
			accountId: '2001',
			form: 'groupMention',
			contentId: '555_123',
			threadId: '555_123',
		} as const
		const { cookie } = await web.enter('anna')
		const number = await numberOf(desk, await desk.writes(named))
		const page = await (await web.ask(`/desk/cases/${number}`, { cookie })).text()
		expect(page).toContain('Das steht nicht auf unserer Seite')
		expect(page).toContain('Hierauf geht privat nichts, bis die Kundin uns privat schreibt')
		expect(page).toContain('<a href="https://www.facebook.com/555_123" target="_blank" rel="noreferrer">')
		expect(page).toContain('<a href="#closing">Ich habe dort geantwortet</a>')
		const closed = [...page.matchAll(/<div class="impossible \w+">.*?<\/div>/gs)].map(([one]) => one)
		expect(closed).toHaveLength(3)
		expect(closed.join('')).not.toContain('#data')
	})

	it('is told by its headings, also where an act was refused, and so is what the customer gave', async ({
		web,
		desk,
	}) => {
		const number = await numberOf(
			desk,
			await desk.writes({ text: 'Ich halte das nicht mehr aus, ich will nicht mehr leben' }),
		)
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, _form: 'promises', kind: 'callBack' }
		const pages = [
			await web.ask(`/desk/cases/${number}`, { cookie }),
			await web.ask(`/desk/cases/${number}/acts/promises`, { cookie, form }),
			await web.ask(`/desk/cases/${number}/data`, { cookie }),
		]
		for (const page of pages) expect(headingFaults(await page.text())).toEqual([])
	})

	it('shows the words and records that they were seen', async ({ web, desk }) => {
		const id = await desk.writes({ text: 'Seit Montag kein Netz in der Ringstraße' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const page = await web.ask(`/desk/cases/${number}`, { cookie })
		expect(page.status).toBe(200)
		expect(await page.text()).toContain('Seit Montag kein Netz in der Ringstraße')
		const anna = await desk.roster.find('anna')
		expect(await desk.seen.versionShown(id, anna?.key ?? 'agent_')).toBe((await desk.store.load(id))?.version)
	})

	it('is found by its number as people write it, and is nothing without one', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie } = await web.enter('anna')
		expect((await web.ask(`/desk/cases/${number.toLowerCase()}`, { cookie })).status).toBe(200)
		expect((await web.ask('/desk/cases/0000000', { cookie })).status).toBe(404)
	})

	it('asks only for parts that there are, as the list does', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie } = await web.enter('anna')
		for (const path of [`/desk/cases/${number}`, '/desk/queue?view=now']) {
			const page = await (await web.ask(path, { cookie })).text()
			const asked = /<main[^>]* data-poll="([^"]+)"/.exec(page)?.[1]?.split(',') ?? []
			expect(asked.length).toBeGreaterThan(2)
			for (const name of asked) {
				const part = await web.ask(path, { cookie, headers: { 'X-Part': name } })
				expect([name, part.status]).toEqual([name, 200])
				expect(await part.text()).toMatch(new RegExp(`^<\\w+ id="${name}"`))
			}
		}
	})

	it('gives its timeline and its side alone, the same as long as nothing happens', async ({ web, desk }) => {
		const id = await desk.writes()
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const part = async (name: string, tag?: string) => {
			const headers = { 'X-Part': name, 'If-None-Match': tag ?? '' }
			const answer = await web.ask(`/desk/cases/${number}`, { cookie, headers })
			return { status: answer.status, tag: answer.headers.get('etag') ?? '', text: await answer.text() }
		}
		for (const [name, start] of [
			['timeline', '<ol id="timeline"'],
			['side', '<aside id="side"'],
		] as const) {
			const first = await part(name)
			expect(first.text.startsWith(start)).toBe(true)
			expect((await part(name, first.tag)).status).toBe(304)
			await desk.ask(`POST /api/cases/${id}/notes`, { as: 'ben', body: { text: `Notiz ${name}` } })
			const news = await part(name, first.tag)
			expect([news.status, news.tag === first.tag]).toEqual([200, false])
		}
	})

	it('sends what its own form holds, and leads on to the next case of the list', async ({ web, desk }) => {
		desk.roster.seed('anna', { team: 'nord', initials: 'aa' })
		const id = await desk.writes({ text: 'Erste Frage' })
		desk.pass(1_000)
		const second = await desk.writes({ author: { id: '777', handle: 'zweite', name: 'Zweite' }, text: 'Andere Frage' })
		const [number, next] = [await numberOf(desk, id), await numberOf(desk, second)]
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask(`/desk/cases/${number}?view=now`, { cookie })).text()
		const form = [...composerOf(page), ['text', 'Guten Tag, wir sehen nach.'], ['visibility', 'public']] as const
		const sent = await web.ask(`/desk/cases/${number}/acts/replies`, { cookie, form })
		expect(sent.status).toBe(303)
		expect(sent.headers.get('location')).toMatch(
			new RegExp(`^/desk/cases/${next}\\?view=now&done=\\w+&sent=${number}\\.`),
		)
		expect(desk.factsOf(id)).toContain('ReplyQueued')
	})

	it('keeps what was typed where an answer is refused, on the case that it was written in', async ({ web, desk }) => {
		desk.roster.seed('anna', { team: 'nord', initials: 'aa' })
		const id = await desk.writes({ text: 'Frage' })
		desk.pass(1_000)
		await desk.writes({ author: { id: '777', handle: 'zweite', name: 'Zweite' }, text: 'Andere Frage' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask(`/desk/cases/${number}?view=now`, { cookie })).text()
		const text = 'Bitte die Kundennummer 4711008152 und IBAN DE89370400440532013000 hier posten.'
		const form = [...composerOf(page), ['text', text], ['visibility', 'public']] as const
		const refused = await web.ask(`/desk/cases/${number}/acts/replies`, { cookie, form })
		const shown = await refused.text()
		expect(refused.status).toBeGreaterThanOrEqual(400)
		expect(shown).toContain(`<title>`)
		expect(shown).toContain('Frage')
		expect(/<textarea id="text"[^>]*>([^<]*)</.exec(shown)?.[1]).toBe(text)
	})

	it('has words of its own for whatever may keep an answer from leaving', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes({ text: 'Frage' }))
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask(`/desk/cases/${number}`, { cookie })).text()
		const said = [...page.matchAll(/<template data-refusal="([^"]+)"/g)].map(([, code]) => code)
		const codes = [...REFUSALS.proposeReply.map((one) => PROBLEM_OF[one]), ...Object.values(PROBLEM_OF_TEXT)]
		expect(codes.filter((code) => !said.includes(code))).toEqual([])
	})

	it('lets the words of a text decide its direction, and not whom it names first', async ({ web, desk }) => {
		const number = await numberOf(desk, await desk.writes({ text: '@hilft_x @wer الإنترنت لا يعمل' }))
		const { cookie } = await web.enter('anna')
		for (const path of [`/desk/cases/${number}`, '/desk/queue?view=all'])
			expect(await (await web.ask(path, { cookie })).text()).toMatch(
				/dir="auto"><bdi>@hilft_x @wer<\/bdi> الإنترنت لا يعمل</,
			)
	})

	it('keeps an answer on its case where no other comes next, with the message that it is to', async ({ web, desk }) => {
		const id = await desk.writes({ text: 'Frage' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const to = messageIn(await (await web.ask(`/desk/cases/${number}`, { cookie })).text())
		const page = await (await web.ask(`/desk/cases/${number}?to=${to}`, { cookie })).text()
		const fields = composerOf(page)
		expect(Object.fromEntries(fields)).toMatchObject({ _back: '/desk/queue?view=now', inReplyTo: to })
		const form = [
			...fields.filter(([name]) => name !== 'version:number'),
			['version:number', '0'],
			['text', 'Gern.'],
			['visibility', 'public'],
		] as const
		const refused = await web.ask(`/desk/cases/${number}/acts/replies`, { cookie, form })
		expect(refused.status).toBe(422)
		const shown = await refused.text()
		expect(/<textarea id="text"[^>]*>([^<]*)</.exec(shown)?.[1]).toBe('Gern.')
		expect(Object.fromEntries(composerOf(shown))).toMatchObject({ inReplyTo: to })
	})

	it('keeps all that was put into a form, whichever was refused', async ({ web, desk }) => {
		desk.roster.seed('lea', { role: 'lead', team: 'nord' })
		const id = await desk.writes({ text: 'Ihr habt mir doppelt abgebucht' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('lea')
		const message = messageIn(await (await web.ask(`/desk/cases/${number}`, { cookie })).text())
		const page = await (await web.ask(`/desk/cases/${number}?about=${message}`, { cookie })).text()
		const forms = formsIn(page).filter(({ fields }) => fields.some(({ isPut }) => isPut))
		expect(forms.length).toBeGreaterThan(10)
		for (const { action, name, fields } of forms) {
			const put = fields.map(({ last, ...field }) => ({ ...field, values: last }))
			const form = put.flatMap((field) => field.values.map((value) => [field.name, value] as const))
			// No act knows this field.
			const refused = await web.ask(action, { cookie, form: [...form, ['unknown', 'x']] })
			expect([action, [409, 422].includes(refused.status)]).toEqual([action, true])
			const again = formsIn(await refused.text()).find((one) => one.action === action && one.name === name)
			const kept = (again?.fields ?? []).filter(({ isPut }) => isPut)
			expect([action, kept.map((field) => [field.name, field.values])]).toEqual([
				action,
				put.filter(({ isPut }) => isPut).map((field) => [field.name, field.values]),
			])
		}
	})

	it('shows what an answer would be to who has no script, and keeps it typed', async ({ web, desk }) => {
		desk.roster.seed('anna', { team: 'nord', initials: 'aa' })
		const number = await numberOf(desk, await desk.writes({ text: 'Frage' }))
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask(`/desk/cases/${number}`, { cookie })).text()
		const form = [...composerOf(page), ['text', 'Wir melden uns morgen bis 12 Uhr.'], ['visibility', 'public']] as const
		const shown = await web.ask(`/desk/cases/${number}/acts/replies/preview`, { cookie, form })
		expect(shown.status).toBe(200)
		const text = await shown.text()
		expect(/<textarea id="text"[^>]*>([^<]*)</.exec(text)?.[1]).toBe('Wir melden uns morgen bis 12 Uhr.')
		expect(text).toContain('^aa')
	})

	it('gives what a text sounds like along as a promise, for who has no script as well', async ({ web, desk }) => {
		const id = await desk.writes({ text: 'Frage' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const preview = `/desk/cases/${number}/acts/replies/preview`
		const page = await (await web.ask(`/desk/cases/${number}`, { cookie })).text()
		const written = [['text', 'Wir rufen Sie morgen bis 12 Uhr zurück.'] as const, ['visibility', 'public'] as const]
		const first = await (await web.ask(preview, { cookie, form: [...composerOf(page), ...written] })).text()
		const [, taken = ''] = /name="_promise" value="([^"]*)"/.exec(first) ?? []
		expect(taken).toMatch(/^callBack \d{4}-/)
		const form = [...composerOf(first), ...written, ['_promise', taken]] as const
		const filled = await (await web.ask(preview, { cookie, form })).text()
		const [, kind] = /<select name="promise.kind">.*?<option value="([^"]*)" selected>/s.exec(filled) ?? []
		const [, due = ''] = /name="promise.dueAt:local" value="([^"]*)"/.exec(filled) ?? []
		expect([kind, due]).toEqual(['callBack', expect.stringMatching(/T12:00$/)])
		// A second look keeps what was changed by hand meanwhile.
		const changed = [
			['promise.kind', 'callBack'],
			['promise.dueAt:local', due.replace('T12:00', 'T11:30')],
		] as const
		const again = await (
			await web.ask(preview, { cookie, form: [...composerOf(filled), ...written, ...changed] })
		).text()
		expect(again).toContain(due.replace('T12:00', 'T11:30'))
		const sent = await web.ask(`/desk/cases/${number}/acts/replies`, {
			cookie,
			form: [...composerOf(again), ...written, ...changed],
		})
		expect(sent.status).toBe(303)
		expect(desk.factsOf(id)).toContain('PromiseMade')
	})

	it.for([
		['promises', { kind: 'callBack' }, 'Termin: fehlt.'],
		['promises', { kind: 'callBack', dueAt: 'morgen' }, 'Termin: ist anders geschrieben als erwartet.'],
		['promises', { kind: 'cake', 'dueAt:local': '2030-01-01T10:00' }, 'Art: passt nicht.'],
		['notes', {}, 'Text: fehlt.'],
	] as const)('names the field that is wrong with %s %j', async ([act, fields, said], { web, desk }) => {
		const number = await numberOf(desk, await desk.writes({ text: 'Frage' }))
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, _form: act, ...fields }
		const refused = await web.ask(`/desk/cases/${number}/acts/${act}`, { cookie, form })
		expect(refused.status).toBe(422)
		expect(await refused.text()).toContain(said)
	})

	it('writes notes and drafts by buttons of the same form', async ({ web, desk }) => {
		const id = await desk.writes({ text: 'Frage' })
		const number = await numberOf(desk, id)
		const { cookie } = await web.enter('anna')
		const page = await (await web.ask(`/desk/cases/${number}`, { cookie })).text()
		const written = [...composerOf(page), ['text', 'Rückruf am Abend'], ['visibility', 'public']] as const
		const byButton = (act: string) => new RegExp(`formaction="([^"]*/acts/${act}[^"]*)" name="_only" value="([^"]*)"`)
		const press = (act: string) => {
			const [, action = '', only = ''] = byButton(act).exec(page) ?? []
			return web.ask(action.replaceAll('&amp;', '&'), { cookie, form: [...written, ['_only', only]] })
		}
		const note = await press('notes')
		expect([note.status, note.headers.get('location')]).toEqual([303, `/desk/cases/${number}?done=noted`])
		expect(desk.factsOf(id)).toContain('NoteWritten')
		const draft = await press('drafts')
		expect([draft.status, draft.headers.get('location')]).toEqual([303, `/desk/cases/${number}?done=draftSaved`])
		expect(await (await web.ask(`/desk/cases/${number}`, { cookie })).text()).toContain('Rückruf am Abend')
	})

	it('shows a refused form again, itself alone, in hand, with what was typed and the address of its page', async ({
		web,
		desk,
	}) => {
		const number = await numberOf(desk, await desk.writes())
		const { cookie, csrf } = await web.enter('anna')
		const form = { _csrf: csrf, _form: 'assign team', _back: `/desk/cases/${number}?view=all`, team: 'nord' }
		const refused = await web.ask(`/desk/cases/${number}/acts/assign`, {
			cookie,
			form: { ...form, 'version:number': '1', note: 'bitte heute', owner: 'niemand' },
		})
		expect(refused.status).toBe(422)
		const page = await refused.text()
		expect(page).toContain(`data-here="/desk/cases/${number}?view=all"`)
		const kept = [...page.matchAll(/<form [^>]* data-keep>.*?<\/form>/gs)].map(([one]) => one)
		expect(kept.filter((one) => !one.includes('id="composer"'))).toEqual([
			expect.stringMatching(/name="_form" value="assign team".*class="refused".*value="bitte heute"/s),
		])
		expect(page.match(/<p class="refused"/g)).toHaveLength(1)
	})
})
