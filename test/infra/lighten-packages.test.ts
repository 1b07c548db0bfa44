import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BUNDLING } from '#infra/bundles/bundle-functions.ts'
import { LANGUAGE_TABLES, lightenPackages } from '#infra/bundles/lighten-packages.ts'
import { bundleLater, laterModulesIn, loadLater } from '#infra/bundles/load-later.ts'
import { detectLanguage } from '#shared/address/detect-language.ts'
import { measureX } from '#shared/channels/x/length.ts'
import { textOfMail } from '#shared/mail/mail-text.ts'
import { ibansIn } from '#shared/screening/bank-numbers.ts'
import { parseField } from '#shared/vault/fields.ts'
import { heldOut } from '#test/unit/address/corpus-held-out.ts'
import { tuned } from '#test/unit/address/corpus-tuned.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const directory = mkdtempSync(join(tmpdir(), 'hilft-light-'))

/** A program as it is deployed; it asks for its input by `input` and prints what it gives back as JSON. */
const bundle = async (source: string): Promise<void> => {
	const { plugin, languageTables } = lightenPackages()
	const { metafile } = await build({
		...BUNDLING,
		metafile: true,
		stdin: { contents: source, resolveDir: ROOT, loader: 'ts' },
		outfile: join(directory, 'index.mjs'),
		outExtension: {},
		plugins: [plugin, loadLater()],
	})
	const later = laterModulesIn(Object.keys(metafile.inputs))
	for (const { file, content } of (await bundleLater(ROOT, later, BUNDLING)).values())
		writeFileSync(join(directory, file), content)
	writeFileSync(join(directory, LANGUAGE_TABLES), languageTables())
}

const run = async (environment: Readonly<Record<string, string>> = {}): Promise<unknown> => {
	const options = { env: environment, maxBuffer: 100_000_000 }
	const { stdout } = await promisify(execFile)(process.execPath, [join(directory, 'index.mjs')], options)
	return JSON.parse(stdout)
}

const PROGRAM = `
	import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
	import * as z from 'zod'
	import { detectLanguage } from '#shared/address/detect-language.ts'
	import { measureX } from '#shared/channels/x/length.ts'
	import { textOfMail } from '#shared/mail/mail-text.ts'
	import { ibansIn } from '#shared/screening/bank-numbers.ts'
	import { parseField } from '#shared/vault/fields.ts'
	const { createRequire } = process.getBuiltinModule('node:module')
	const laterFiles = () => Object.keys(createRequire(import.meta.url).cache).map((file) => file.replace(/.*[\\/\\\\]/, ''))
	const loadedFirst = laterFiles()
	const lengths = JSON.parse(process.env.LENGTHS).map((text) => measureX(text, 'public'))
	const mails = JSON.parse(process.env.MAILS).map(textOfMail)
	const phones = JSON.parse(process.env.PHONES).map((text) => parseField('phone', text))
	const ibans = JSON.parse(process.env.IBANS).map(ibansIn)
	const loadedLast = laterFiles()
	const fs = process.getBuiltinModule('node:fs')
	const read = fs.readFileSync
	const opened = []
	fs.readFileSync = (file, ...rest) => (opened.push(String(file)), read(file, ...rest))
	const texts = JSON.parse(read(process.env.TEXTS, 'utf8'))
	const beforeAny = detectLanguage('Wann wird das denn endlich wieder gehen, ich habe kein Netz?')
	const openedBefore = opened.length
	const languages = texts.map((text) => detectLanguage(text) ?? null)
	const messages = z.object({ a: z.string().min(3), b: z.number() }).safeParse({ a: 'x' }).error?.issues
	const client = new DynamoDBClient({ region: 'eu-central-1' })
	const { accessKeyId, sessionToken } = await client.config.credentials()
	process.stdout.write(JSON.stringify({ beforeAny, openedBefore, opened, languages, messages, accessKeyId, sessionToken, loadedFirst, lengths, mails, phones, ibans, loadedLast }))
`

/** Texts that the word lists decide, texts that only n-grams can, and any characters. */
const texts = [
	...[...tuned, ...heldOut].map(({ text }) => text),
	...[
		'Bonjour, mon internet ne marche pas du tout',
		'Geen verbinding meer sinds gisteren',
		'internetim gitti',
		'constructor',
	],
	...fc.sample(fc.string({ unit: 'grapheme', maxLength: 80 }), { numRuns: 500, seed: 7 }),
]

const LENGTHS = [
	'Kein Netz seit 9 Uhr',
	'siehe https://beispiel.example/hilfe und hilft.example',
	'👩‍👩‍👧‍👦🫨'.repeat(80),
	'',
]
const PHONES = ['0171 2345678', '+49 30 901820', '12', 'keine']
const IBANS = ['meine IBAN ist DE02 1203 0000 0000 2020 51', 'DE00 1203 0000 0000 2020 51', 'keine']
const mail = { headers: [], from: [], references: [], parts: [], subject: '', text: '', html: '' }
const MAILS = [
	{ ...mail, text: 'Mein Anschluss geht nicht.\n' },
	{ ...mail, html: '<h1>Guten Tag</h1><p>Mein <b>Anschluss</b> geht nicht.</p><ul><li>Router neu</li></ul>' },
]

const resultSchema = z.object({
	loadedFirst: z.array(z.string()),
	loadedLast: z.array(z.string()),
	lengths: z.array(z.unknown()),
	mails: z.array(z.string()),
	phones: z.array(z.unknown()),
	ibans: z.array(z.unknown()),
	beforeAny: z.string(),
	openedBefore: z.number(),
	opened: z.array(z.string()),
	languages: z.array(z.string().nullable()),
	messages: z.array(z.unknown()),
	accessKeyId: z.string(),
	sessionToken: z.string(),
})
let result: z.infer<typeof resultSchema>

beforeAll(async () => {
	await bundle(PROGRAM)
	const file = join(directory, 'texts.json')
	writeFileSync(file, JSON.stringify(texts))
	const role = { AWS_ACCESS_KEY_ID: 'the-role', AWS_SECRET_ACCESS_KEY: 'its-secret', AWS_SESSION_TOKEN: 'its-session' }
	const inputs = {
		LENGTHS: JSON.stringify(LENGTHS),
		MAILS: JSON.stringify(MAILS),
		PHONES: JSON.stringify(PHONES),
		IBANS: JSON.stringify(IBANS),
	}
	result = resultSchema.parse(await run({ ...role, ...inputs, TEXTS: file }))
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('a bundle', () => {
	it('tells the languages that the sources tell, of every text', () => {
		expect(result.languages).toEqual(texts.map((text) => detectLanguage(text) ?? null))
		expect(new Set(result.languages)).toEqual(new Set(['de', 'en', 'tr', null]))
	})

	it('reads the tables of languages once, when the words of a text do not decide', () => {
		expect([result.beforeAny, result.openedBefore]).toEqual(['de', 0])
		expect(result.opened.map((file) => file.slice(file.lastIndexOf('/') + 1))).toEqual([LANGUAGE_TABLES])
	})

	it('loads packages that few calls need when they are called, and they do what they do in the sources', () => {
		expect(result.loadedFirst).toEqual([])
		expect(result.loadedLast.toSorted()).toEqual([
			'html-to-text.cjs',
			'ibantools.cjs',
			'libphonenumber.cjs',
			'twitter-text.cjs',
		])
		expect(result.lengths).toEqual(LENGTHS.map((text) => measureX(text, 'public')))
		expect(result.mails).toEqual(MAILS.map(textOfMail))
		expect(result.ibans).toEqual(IBANS.map((text) => ibansIn(text)))
		expect(result.ibans.map((found) => z.array(z.unknown()).parse(found).length > 0)).toEqual([true, true, false])
		expect(result.phones).toEqual(PHONES.map((text) => parseField('phone', text)))
	})

	it('says what is wrong with an input in the words of zod, without its other languages', () => {
		const own = z.object({ a: z.string().min(3), b: z.number() }).safeParse({ a: 'x' })
		expect(result.messages).toEqual(JSON.parse(JSON.stringify(own.error?.issues)))
	})

	it("signs by the role's credentials, which Lambda gives by environment", () => {
		expect([result.accessKeyId, result.sessionToken]).toEqual(['the-role', 'its-session'])
	})
})
