import { describe, expect, it } from 'vitest'
import { networks, visibilities } from '#infra/local/practice/world/network.ts'
import type { HourAct } from '#infra/local/practice/world/play-hour.ts'
import { hourOfCustomers } from '#infra/local/story/hour.ts'
import { detectAddressAndLanguage } from '#shared/address/detect-address-and-language.ts'
import { measureX } from '#shared/channels/x/length.ts'
import { findPersonalData } from '#shared/screening/find-personal-data.ts'
import { parseScreeningSettings } from '#shared/screening/settings.ts'
import { findSignals } from '#shared/signals/find-signals.ts'

const accounts = hourOfCustomers.flat()
const done = accounts
	.flatMap(({ network, acts }) => acts.map((act) => ({ network, act })))
	.toSorted((one, other) => one.act.minute - other.act.minute)
const wordsOf = (act: HourAct): readonly string[] => ('text' in act ? [act.text] : [])
const texts = done.flatMap(({ act }) => wordsOf(act))
const inPublic = done.flatMap(({ act }) => ('visibility' in act && act.visibility === 'public' ? [act.text] : []))

/** Who really sells lines, devices or services that customers of a telecom name; and who buys and presses charges for them. */
const REAL =
	/\b(?:telekom|vodafone|telef[oó]nica|o2\b|1&1|congstar|freenet|drillisch|unitymedia|swisscom|magenta|avm\b|fritz|apple|iphone|ipad|samsung|galaxy|huawei|xiaomi|google|android|microsoft|teams|zoom|netflix|disney|amazon|paypal|klarna|whatsapp|telegram\b|tiktok|twitter|meta\b|aldi|lidl|schufa|sparkasse|volksbank|dhl|spiegel|bild\b|zdf|ard\b)/i

describe('the hour of customers', () => {
	it('is of forty, one of whom has two accounts, on every network, in public and in private', () => {
		expect(hourOfCustomers).toHaveLength(40)
		expect(hourOfCustomers.filter((customer) => customer.length > 1)).toHaveLength(1)
		const places = new Set(
			done.flatMap(({ network, act }) => ('visibility' in act ? `${network} ${act.visibility}` : [])),
		)
		expect(places.size).toBe(networks.length * visibilities.length)
	})

	it('is of different people, who never write the same', () => {
		const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') || text
		for (const list of [accounts.map(({ name }) => name), texts])
			expect(new Set(list.map(plain)).size).toBe(list.length)
	})

	it('names no real company', () => {
		const named = [...texts, ...accounts.map(({ name }) => name)].flatMap((text) => REAL.exec(text)?.[0] ?? [])
		expect(named).toEqual([])
		expect(REAL.test('Mein iPhone 12')).toBe(true)
	})

	it('lies within the hour, and what an act names was written before on the same network', () => {
		const written = new Map<string, string>()
		for (const { network, act } of done) {
			expect(act.minute).toBeGreaterThanOrEqual(0)
			expect(act.minute).toBeLessThan(60)
			const name = 'deletes' in act ? act.deletes : 'edits' in act ? act.edits : act.under
			if (name !== undefined) expect([name, written.get(name)]).toEqual([name, network])
			if ('visibility' in act && act.as !== undefined) written.set(act.as, network)
		}
		expect(done.some(({ act }) => 'edits' in act)).toBe(true)
		expect(done.some(({ act }) => 'deletes' in act)).toBe(true)
	})

	it('keeps to what X takes of a post', () => {
		const posts = done.flatMap(({ network, act }) =>
			network === 'x' && !('visibility' in act && act.visibility === 'private') ? wordsOf(act) : [],
		)
		expect(posts.filter((text) => !measureX(`@hilft ${text}`, 'public').valid)).toEqual([])
	})
})

describe('what it brings to the desk', () => {
	it('is of all kinds', () => {
		const found = texts.map(findSignals)
		const kinds = new Set(found.flatMap(({ dangers, signals }) => [...dangers, ...signals].map(({ kind }) => kind)))
		for (const kind of [
			'selfHarm',
			'emergencyUnreachable',
			'violenceAgainstUs',
			'press',
			'lawyer',
			'regulator',
		] as const)
			expect(kinds).toContain(kind)
		for (const kind of ['cancellation', 'withdrawal', 'missedAppointment', 'doubleBilling', 'bereavement'] as const)
			expect(kinds).toContain(kind)
		for (const kind of ['impersonation', 'minor', 'repeatedContact'] as const) expect(kinds).toContain(kind)
		expect(found.filter(({ dangers }) => dangers.length > 0).length, 'seldom a danger').toBeLessThan(8)
	})

	it('speaks German, English and Turkish, says du and Sie, and shows in public what should not stand there', () => {
		const detected = texts.map((text) => detectAddressAndLanguage(text))
		expect(new Set(detected.map(({ language }) => language))).toEqual(new Set(['de', 'en', 'tr', undefined]))
		expect(detected.map(({ form }) => form)).toEqual(expect.arrayContaining(['du', 'sie']))
		const shown = new Set(
			inPublic.flatMap((text) => findPersonalData(text, parseScreeningSettings({})).map(({ kind }) => kind)),
		)
		expect([...shown]).toEqual(expect.arrayContaining(['iban', 'phone', 'customerNumber', 'birthDate']))
		expect(Math.max(...texts.map((text) => text.length))).toBeGreaterThan(1_500)
	})
})
