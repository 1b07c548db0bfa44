import { describe, expect, it } from 'vitest'
import { FORMER_AGENT } from '#shared/agents/agent-directory.ts'
import { signalKindSchema } from '#shared/cases/signals/facts.ts'
import { actForm } from '#shared/desk/pages/act-form.ts'
import { deskPage } from '#shared/desk/pages/frame.ts'
import { isDoneCode, refusalNotice } from '#shared/desk/pages/notices.ts'
import { queuePage, queueRowsPart } from '#shared/desk/pages/queue-page.ts'
import { searchHit, searchPage } from '#shared/desk/pages/search-page.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import { sayTime, timeOf } from '#shared/desk/pages/time.ts'
import { ROW_MARKS } from '#shared/desk/queue/row.ts'
import type { RowView } from '#shared/desk/queue/row-view.ts'
import { wordsOfMessage } from '#shared/desk/queue/row-words.ts'
import { PROBLEMS } from '#shared/http/problems.ts'
import { aMessage } from '#test/support/content-factories.ts'
import { DESK_PAGES, type DeskPageName } from '#test/support/desk-page-samples.ts'
import { atMinute, DESK_NOON, SAMPLE_ROWS, sampleFrame, sampleQueue, sampleRow } from '#test/support/desk-samples.ts'
import { headingFaults } from '#test/support/headings.ts'

const TAGS = ['de', 'en'] as const
const NAMES = Object.keys(DESK_PAGES) as DeskPageName[]
const EVERY_PAGE = NAMES.flatMap((name) => TAGS.map((tag) => ({ name, tag })))

const matchesOf = (text: string, pattern: RegExp): readonly string[] =>
	[...text.matchAll(pattern)].map(([whole, group]) => group ?? whole)

/** Whatever a sentence asks for is a word. */
const ANY_WORDS = new Proxy({}, { get: () => 'Wort' })

/** The texts of a tree by their ways; a text with values is called with some. */
const leavesOf = (tree: unknown, way = ''): readonly (readonly [way: string, text: string])[] => {
	if (typeof tree === 'string') return [[way, tree]]
	if (typeof tree === 'function') return [[way, String(way.includes('.lines.') ? tree(ANY_WORDS) : tree('7', 7))]]
	return Object.entries(tree as object).flatMap(([name, branch]) => leavesOf(branch, `${way}.${name}`))
}

describe.each(EVERY_PAGE)('the page $name in $tag', ({ name, tag }) => {
	const page = String(DESK_PAGES[name](tag))

	it('keeps to the policy: nothing inline, no handler, nothing of others', () => {
		expect(matchesOf(page, /<script(?! type="module" src="\/desk\/assets\/desk\.js"><\/script>)/g)).toEqual([])
		expect(matchesOf(page, /<[^>]*\s(?:on\w+|style)=/g)).toEqual([])
		expect(matchesOf(page, /<style/g)).toEqual([])
		expect(matchesOf(page, /(?:src|href|action)="(?!\/|#|data:,)([^"]*)"/g)).toEqual([])
	})

	it('is told by its headings, from the first on and without a jump', () => {
		expect(headingFaults(page)).toEqual([])
	})
	it('names each of its elements once, and refers to those that it has', () => {
		const ids = matchesOf(page, /\sid="([^"]*)"/g)
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
		const named = matchesOf(page, /\s(?:for|form|aria-labelledby|aria-describedby)="([^"]*)"/g)
		const icons = matchesOf(page, /<use href="#([^"]*)"/g)
		expect([...named, ...icons].filter((id) => !ids.includes(id))).toEqual([])
	})

	it('guards each form that it posts for somebody who is signed in', () => {
		const forms = matchesOf(page, /<form[^>]*method="post"[^>]*action="\/desk[^>]*>.*?<\/form>/gs)
		expect(forms.filter((form) => !form.includes('name="_csrf"') && !page.includes('class="bare"'))).toEqual([])
	})

	it('turns nothing around it by a mark of direction', () => {
		const guarded = page.replaceAll(/<bdi>.*?<\/bdi>|<p dir="auto"[^>]*>.*?<\/p>|\s[\w-]+="[^"]*"/gs, '')
		expect(guarded).not.toContain('\u202e')
	})
})

describe('the texts', () => {
	it('are the same in both languages by their ways, and none is empty', () => {
		const [german, english] = TAGS.map((tag) => leavesOf(DESK_TEXTS[tag]))
		expect(english?.map(([way]) => way)).toEqual(german?.map(([way]) => way))
		const texts = [...(german ?? []), ...(english ?? [])]
		expect(texts.filter(([, text]) => text.trim() === '' || /undefined|\[object/.test(text))).toEqual([])
		expect(texts.length).toBeGreaterThan(800)
	})

	it('have the same places for what the script knows', () => {
		const placesOf = (tag: 'de' | 'en') =>
			Object.entries(DESK_TEXTS[tag].frame.live).map(([name, text]) => [name, matchesOf(text, /\{\w+\}/g)])
		expect(placesOf('en')).toEqual(placesOf('de'))
	})

	it('say every refusal of the API, and none that it does not know', () => {
		for (const tag of TAGS) expect(Object.keys(DESK_TEXTS[tag].problems).sort()).toEqual(Object.keys(PROBLEMS).sort())
	})

	it('never speak of tickets or of SLAs, nor address an agent as Sie', () => {
		const german = leavesOf(DESK_TEXTS.de).filter(([way]) => !/forms|keys|formUnknown/.test(way))
		expect(german.filter(([, text]) => /Ticket|SLA|\bIhre?[mnrs]?\b|\bIhnen\b|\w+en Sie\b/.test(text))).toEqual([])
		expect(leavesOf(DESK_TEXTS.en).filter(([, text]) => /ticket|\bSLA\b/i.test(text))).toEqual([])
	})
})

describe('a refusal', () => {
	it('is said in the words of the desk, and in the API’s own where the desk has none', () => {
		const problem = { type: 'urn:hilft:problem:own-record', title: 'Your own rights', detail: 'English.' }
		expect(refusalNotice(DESK_TEXTS.de, problem)).toMatchObject({ kind: 'refused', title: 'Eigene Rechte' })
		const unknown = { type: 'urn:hilft:problem:toString', title: 'Title', detail: 'Detail' }
		expect(refusalNotice(DESK_TEXTS.de, unknown)).toMatchObject({ title: 'Title', detail: 'Detail' })
	})

	it('is no code of what was done', () => {
		expect(['claimed', 'constructor', ''].filter((code) => isDoneCode(DESK_TEXTS.de, code))).toEqual(['claimed'])
	})
})

describe('a form of an act', () => {
	it('names its values by their types', () => {
		const form = actForm(sampleFrame(), {
			path: 'cases/7K3M9QX/acts/assign',
			method: 'PUT',
			fields: { version: 7, owner: 'ben', urgent: true, fields: ['name', 'phone'], note: undefined },
			label: 'Übergeben',
			back: '/desk/queue?view=now',
			done: 'assigned',
		})
		expect(matchesOf(String(form), /name="([^"]*" value="[^"]*)"/g)).toEqual([
			`_csrf" value="${'c'.repeat(43)}`,
			'_key" value="key-1',
			'_back" value="/desk/queue?view=now',
			'_done" value="assigned',
			'_method" value="PUT',
			'version:number" value="7',
			'owner" value="ben',
			'urgent:boolean" value="true',
			'fields:list" value="name',
			'fields:list" value="phone',
		])
	})

	it('says why it cannot be done, and posts nothing then', () => {
		const form = String(
			actForm(sampleFrame(), { path: 'acts/x', label: 'Schließen', disabledBecause: 'Erst die Zusage' }),
		)
		expect(form).toContain('aria-disabled="true"')
		expect(form).toContain('Erst die Zusage')
		expect(form).not.toMatch(/<form|type="submit"/)
	})

	it('has its key unless keys are off', () => {
		const withKey = { path: 'acts/x', label: 'x', key: 'z' }
		expect(String(actForm(sampleFrame('de', { hasKeys: false }), withKey))).not.toContain('data-key')
		expect(String(actForm(sampleFrame(), withKey))).toContain('data-key="z" aria-keyshortcuts="z"')
		expect(String(actForm(sampleFrame(), { ...withKey, key: 'g n' }))).not.toContain('aria-keyshortcuts')
	})
})

describe('a moment', () => {
	it.each([
		['2026-12-01T13:03:11.000Z', 'short', 'Di 1.12. 14:03', 'Tue 1 Dec 14:03'],
		['2026-07-01T13:03:11.000Z', 'weekday', 'Mi 15:03', 'Wed 15:03'],
		['2026-10-25T00:30:00.000Z', 'clock', '02:30', '02:30'],
		['2026-10-25T01:30:00.000Z', 'clock', '02:30', '02:30'],
		['2026-12-01T13:03:11.000Z', 'seconds', '14:03:11', '14:03:11'],
		['2026-12-31T23:30:00.000Z', 'day', 'Fr 1.1.', 'Fri 1 Jan'],
		['2026-11-30T13:03:11.000Z', 'full', 'Montag, 30. November 2026 um 14:03', 'Monday 30 November 2026 at 14:03'],
	] as const)('%s is said %s as in Berlin', (at, style, german, english) => {
		expect(sayTime('de', at, style)).toBe(german)
		expect(sayTime('en', at, style).replace(',', '')).toBe(english.replace(',', ''))
	})

	it('carries what the script needs to say how far it is', () => {
		expect(String(timeOf('de', DESK_NOON, 'clock', 'ago'))).toBe(`<time datetime="${DESK_NOON}" data-ago>12:00</time>`)
	})
})

describe('the lists of cases', () => {
	const rowOf = (changes: Partial<RowView>, frame = sampleFrame()): string =>
		String(queueRowsPart(frame, sampleQueue({ rows: [sampleRow(1, changes)] })))

	it.each(TAGS)('stay under 60 kB with fifty rows as full as they come on a bad day, each in danger (%s)', (tag) => {
		const full = Array.from({ length: 50 }, (_, index) =>
			sampleRow(index, {
				name: 'Karl-Heinz Müller-Lüdenscheidt',
				handle: 'karlheinz_ml_15',
				channels: index % 5 === 0 ? ['facebook', 'x'] : ['instagram'],
				text: `${'Störung! '.repeat(12)}${'o'.repeat(12)}`,
				dangers: ['selfHarm', 'child'],
				signals: ['repeatedContact', 'press'],
				marks: ['failed', 'dataReceived'],
				unanswered: 3,
			}),
		)
		const page = String(queuePage(sampleFrame(tag), sampleQueue({ rows: full })))
		expect(matchesOf(page, /<tr id=/g)).toHaveLength(50)
		expect(full.every(({ text }) => text?.length === 120)).toBe(true)
		expect(Buffer.byteLength(page)).toBeLessThan(60_000)
	})

	it.each(['"', '&<', 'Ж', 'ع', '👨‍👩‍👧‍👦', '\u202e)', 'ẞ\u0301', 'W'])(
		'stay under 60 kB where everybody writes ten thousand times %j, and is called so',
		(sign) => {
			const text = sign.repeat(10_000)
			const words = wordsOfMessage(aMessage({ text, authorName: text, authorHandle: text }), false)
			const rows = Array.from({ length: 50 }, (_, index) =>
				sampleRow(index, { ...words, unanswered: 99, signals: signalKindSchema.options, marks: [] }),
			)
			const page = String(queuePage(sampleFrame(), sampleQueue({ rows })))
			expect(Buffer.byteLength(page)).toBeLessThan(60_000)
		},
	)

	it('hold no token and no key, so that rows without news are the same for everybody at any time', () => {
		const rows = (csrf: string): string => {
			const frame = sampleFrame('de', { csrf, newKey: () => csrf, now: atMinute(csrf.length) })
			return String(queueRowsPart(frame, sampleQueue()))
		}
		expect(rows('one')).toBe(rows('other'))
	})

	it('say who has a case, and who writes', () => {
		expect(rowOf({})).toMatch(/<em>frei<\/em>.*Übernehmen/)
		expect(rowOf({ team: 'sued' })).toContain('Team sued')
		expect(rowOf({ owner: 'anna' })).toMatch(/<i>bei <\/i>mir/)
		expect(rowOf({ owner: 'ben' })).toContain('Ben Yilmaz')
		expect(rowOf({ owner: FORMER_AGENT })).toContain('ehemals im Team')
		expect(rowOf({ owner: 'gone' })).toContain('gone')
		const written = rowOf({ owner: 'ben', claimedBy: 'ben' })
		expect(written.match(/Ben Yilmaz/g)).toHaveLength(1)
		expect(written).not.toContain('Übernehmen')
		expect(rowOf({ claimedBy: 'anna' })).toContain('ich schreibe')
	})

	it('say the next moment, since when somebody waits beside it, and what is urgent', () => {
		const at = atMinute(30)
		expect(rowOf({})).toMatch(/wartet seit<\/span> <time datetime="[^"]*" data-ago>/)
		expect(rowOf({ next: { kind: 'promise', at, soon: true } })).toMatch(/eilt<\/b> Zusage bis.*12:30.*seit <time/s)
		expect(rowOf({ next: { kind: 'turn', at }, turn: 'backoffice' })).toContain('Fachabteilung dran bis')
		expect(rowOf({ next: undefined, turn: 'customer' })).toContain('Kundin ist dran')
		const closed = { state: 'closed', next: undefined, closedAt: at, outcome: 'noRequest', reason: 'thanks' } as const
		expect(rowOf(closed)).toContain('kein Anliegen, nur Dank')
	})

	it('call a customer by name, else by account, and show what came of the words', () => {
		expect(rowOf({ name: undefined })).toContain('<bdi>@sabine_kruse</bdi></a>')
		expect(rowOf({ name: undefined, handle: undefined })).toContain('ohne Namen')
		expect(rowOf({ text: undefined })).toContain('Ohne Text')
		expect(rowOf({ text: undefined, unanswered: 0 })).toContain('Alles beantwortet')
	})

	it('put all that a row may carry into words', () => {
		const texts = DESK_TEXTS.de.codes
		const row = rowOf({
			dangers: ['child'],
			signals: ['press'],
			unanswered: 3,
		})
		for (const words of [texts.dangers.child, texts.signals.press, '3 Nachrichten']) expect(row).toContain(words)
		expect(row).toContain('class="danger"')
		for (const mark of ROW_MARKS) expect(rowOf({ marks: [mark] })).toContain(texts.marks[mark])
		const crowded = rowOf({ dangers: ['child', 'selfHarm'], marks: [...ROW_MARKS], signals: ['press'], unanswered: 3 })
		expect(crowded).toMatch(/Kind in Gefahr \+1<.*3 Nachrichten.*Nicht angekommen.*\+6 Hinweise/s)
	})

	it('keep the filter from page to page, and let go of it', () => {
		const filters = { network: 'facebook', language: 'tr', signal: 'press', team: 'sued' } as const
		const page = String(queuePage(sampleFrame(), sampleQueue({ view: 'team', filters, next: 'a b&c' })))
		expect(page).toContain(
			'href="/desk/queue?view=team&amp;channel=facebook&amp;language=tr&amp;signal=press&amp;team=sued&amp;cursor=a+b%26c"',
		)
		expect(page).toContain('<option value="facebook" selected>')
		expect(page).toContain('<a href="/desk/queue?view=team">Filter aufheben</a>')
	})

	it('poll for rows on their first page alone: later ones stand still', () => {
		expect(String(queuePage(sampleFrame(), sampleQueue()))).toContain('data-poll="rows,counts,state"')
		expect(String(queuePage(sampleFrame(), sampleQueue({ isFirst: false })))).toContain('data-poll="counts,state"')
	})

	it('say what comes next where nobody waits, and never that nobody does while a page is only short', () => {
		const nextThing = { kind: 'promise', at: atMinute(120), owner: 'ben' } as const
		const empty = String(queueRowsPart(sampleFrame(), sampleQueue({ rows: [], next: undefined, nextThing })))
		expect(empty).toMatch(/Niemand wartet\..*Älteste Zusage:.*14:00.*Ben Yilmaz.*view=due/s)
		const short = String(queueRowsPart(sampleFrame(), sampleQueue({ rows: [], next: 'x' })))
		expect(short).not.toContain('Niemand wartet')
		expect(short).toContain('cursor=x')
	})

	it('let only those hand cases on who work them', () => {
		const auditor = sampleFrame('de', { agent: { sub: 'ada', name: 'Ada', role: 'auditor', duty: { state: 'on' } } })
		expect(String(queuePage(auditor, sampleQueue()))).toMatch(/aria-disabled="true">Übergeben<span class="why">/)
		expect(String(queuePage(sampleFrame(), sampleQueue()))).not.toContain('aria-disabled')
	})
})

describe('the search', () => {
	it('shows a case as it was found', () => {
		const [row] = SAMPLE_ROWS
		const page = String(
			searchPage(sampleFrame(), { query: 'x', outcome: 'found', hits: row === undefined ? [] : [row], isFirst: true }),
		)
		expect(page).toMatch(/Jonas Petersen.*Facebook.*7K30930.*wartet seit/s)
		expect(page).toContain('1 Fall<')
		expect(searchHit({ id: 'case_1', number: '7K3M9QX', state: 'open', unreadable: true }, undefined)).toEqual({
			number: '7K3M9QX',
			unreadable: true,
		})
	})

	it('keeps what looks like somebody’s data in no field', () => {
		const page = String(searchPage(sampleFrame(), { query: '4711008152', outcome: 'holdsData' }))
		expect(page).not.toContain('4711008152')
		expect(String(searchPage(sampleFrame(), { query: 'ab"c', outcome: 'tooShort' }))).toContain('value="ab&quot;c"')
	})
})

describe('the frame', () => {
	it('says all that is not well, and nothing of networks where nothing leaves at all', () => {
		const limited = { network: 'x', state: 'limited', until: atMinute(40) } as const
		const frame = (sending: 'on' | 'stopped') =>
			String(
				deskPage(sampleFrame('de', { dangers: 2, sending: { sending, accounts: [limited] } }), {
					title: 'x',
					content: sampleContent,
				}),
			)
		expect(frame('on')).toMatch(/2 Fälle in Gefahr.*X nimmt gerade nichts an.*ab Di 12:40/s)
		expect(frame('stopped')).toContain('Senden ist angehalten')
		expect(frame('stopped')).not.toContain('X nimmt gerade nichts an')
	})

	it('marks the theme, the list, the duty and where it leads back', () => {
		const page = String(
			deskPage(sampleFrame('en', { theme: 'dark' }), { title: 'x', view: 'due', content: sampleContent }),
		)
		expect(page).toContain('<html lang="en" data-theme="dark">')
		expect(page).toMatch(/view=due" aria-current="page"/)
		expect(page).toMatch(/value="on" aria-pressed="true"/)
		expect(page).toContain('name="_back" value="/desk/queue?view=now"')
		expect(page).toContain('data-new-one="1 new case"')
	})
})

const sampleContent = timeOf('de', DESK_NOON)
