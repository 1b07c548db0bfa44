import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage } from '#shared/address/detect-language.ts'
import { heldOut } from './corpus-held-out.ts'
import { tuned } from './corpus-tuned.ts'

const english = `
my internet is down since yesterday
can you help me please
no signal anywhere in town today
thanks for your help
when will it be fixed?
the router is blinking red
any news?
still waiting for the technician
I want to cancel my contract
is there an outage in Kiel?
How long does it take?
I was charged twice
nobody answers the phone
please call me back
This is ridiculous
Good morning, I need a new SIM card
why is my line dead again
you promised me a refund
`

const turkish = `
internetim çalışmıyor
yardım edin lütfen
merhaba, internet yok
ne zaman düzelecek
teşekkürler
modem kırmızı yanıyor
faturam yanlış
bana geri dönün lütfen
sabahtan beri internet yok
nasıl iptal edebilirim
iki kere ödeme alındı
lutfen yardim edin
kimse cevap vermiyor
neden bu kadar pahalı
sözleşmemi iptal etmek istiyorum
`

const lines = (text: string) => text.split('\n').filter((line) => line !== '')
const german = [...tuned, ...heldOut].filter(({ form }) => form !== 'unknown').map(({ text }) => text)

describe('the language of a short text', () => {
	it.each([
		['German', 'de', german],
		['English', 'en', lines(english)],
		['Turkish', 'tr', lines(turkish)],
	] as const)('is %s in at least 95 of 100', (_, language, texts) => {
		const wrong = texts.filter((text) => detectLanguage(text) !== language)
		expect(1 - wrong.length / texts.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
	})

	it.each(['', 'ok', '123', '😀', '@hilft', 'https://hilft.example/please/help/me', 'LTE', 'Test'])(
		'is not told of %j',
		(text) => {
			expect(detectLanguage(text)).toBeUndefined()
		},
	)

	it.each([
		'Bonjour, mon internet ne marche pas du tout',
		'Buongiorno, non ho internet da ieri',
		'Dzień dobry, internet nie działa',
		'No funciona mi internet desde ayer',
	])('is none of ours: %s', (text) => {
		expect(detectLanguage(text)).toBeUndefined()
	})

	it('is that of the writer, not of whom he quotes', () => {
		expect(detectLanguage('Was heißt „please restart your router and wait for the light“?')).toBe('de')
	})

	it('never throws', () => {
		const ours = [undefined, 'de', 'en', 'tr']
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(ours).toContain(detectLanguage(text))
			}),
		)
	})
})
