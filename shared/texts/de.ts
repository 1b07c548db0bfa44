import type { AddressForm } from '#shared/cases/codes.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { Catalogue } from './catalogue.ts'
import { germanPages, type Say } from './de-pages.ts'

const list = onFirstUse(() => new Intl.ListFormat('de', { type: 'conjunction' }))

/** Returns all German texts with du or Sie. */
export const german = (form: AddressForm): Catalogue => {
	const say: Say = (du, sie) => (form === 'du' ? du : sie)
	return {
		tag: 'de',
		messages: {
			request: ({ company, link, code, fields }) =>
				[
					say(
						`Hallo, damit wir dir weiterhelfen können, brauchen wir noch ein paar Angaben von dir: ${list().format(fields)}.`,
						`Guten Tag, damit wir Ihnen weiterhelfen können, brauchen wir noch einige Angaben von Ihnen: ${list().format(fields)}.`,
					),
					say(
						`Bitte schreib sie nicht hier hinein. Öffne diesen Link und gib deine E-Mail-Adresse ein:\n${link}`,
						`Bitte schreiben Sie diese nicht hier hinein. Öffnen Sie diesen Link und geben Sie Ihre E-Mail-Adresse ein:\n${link}`,
					),
					say(
						`Du bekommst dann eine E-Mail mit dem Weg zu einer verschlüsselten Seite. Dort fragen wir nach diesem Code:\n${code}`,
						`Sie bekommen dann eine E-Mail mit dem Weg zu einer verschlüsselten Seite. Dort fragen wir nach diesem Code:\n${code}`,
					),
					say(
						`Gib den Code bitte nicht weiter. Diese Nachricht wurde automatisch für unser Team verschickt. ${company}`,
						`Geben Sie den Code bitte nicht weiter. Diese Nachricht wurde automatisch für unser Team verschickt. ${company}`,
					),
				].join('\n\n'),
			invitation: ({ number, hotline }) =>
				say(
					`Für dein Anliegen brauchen wir Angaben, die nicht in die Öffentlichkeit gehören. Schick uns bitte eine private Nachricht, dann geht es sicher weiter. Geht das nicht? Ruf uns an: ${hotline}, Vorgang ${number}.`,
					`Für Ihr Anliegen brauchen wir Angaben, die nicht in die Öffentlichkeit gehören. Senden Sie uns bitte eine private Nachricht, dann geht es sicher weiter. Geht das nicht? Rufen Sie uns an: ${hotline}, Vorgang ${number}.`,
				),
			askForAnswer: say(
				'Antworte bitte kurz auf diese Nachricht, dann können wir dir hier weiter schreiben.',
				'Antworten Sie bitte kurz auf diese Nachricht, dann können wir Ihnen hier weiter schreiben.',
			),
			deletePost: say(
				'In deinem Beitrag stehen persönliche Angaben, die hier alle lesen können. Bitte lösch ihn und schick sie uns lieber in einer privaten Nachricht. Dann helfen wir dir gern weiter.',
				'In Ihrem Beitrag stehen persönliche Angaben, die hier alle lesen können. Bitte löschen Sie ihn und senden Sie uns die Angaben lieber in einer privaten Nachricht. Dann helfen wir Ihnen gern weiter.',
			),
			netiquette: {
				pointer: say(
					'Wir helfen dir gern. Lass uns dabei bitte sachlich bleiben: Auf unserer Seite sitzen Menschen, die für dich da sind.',
					'Wir helfen Ihnen gern. Lassen Sie uns dabei bitte sachlich bleiben: Auf unserer Seite sitzen Menschen, die für Sie da sind.',
				),
				warning: say(
					'Um dein Anliegen kümmern wir uns. Beleidigungen lassen wir hier aber nicht stehen: Bitte schreib ohne sie weiter, sonst blenden wir solche Beiträge aus.',
					'Um Ihr Anliegen kümmern wir uns. Beleidigungen lassen wir hier aber nicht stehen: Bitte schreiben Sie ohne solche Worte weiter, sonst blenden wir diese Beiträge aus.',
				),
			},
			mailBounced: ({ link, hotline }) =>
				say(
					`Unsere E-Mail an dich ist leider zurückgekommen. Bitte öffne den Link noch einmal und prüf die Adresse:\n${link}\n\nDein Code bleibt derselbe. Klappt es wieder nicht, ruf uns gern an: ${hotline}. Diese Nachricht wurde automatisch verschickt.`,
					`Unsere E-Mail an Sie ist leider zurückgekommen. Bitte öffnen Sie den Link noch einmal und prüfen Sie die Adresse:\n${link}\n\nIhr Code bleibt derselbe. Klappt es wieder nicht, rufen Sie uns gern an: ${hotline}. Diese Nachricht wurde automatisch verschickt.`,
				),
			mailComplained: ({ link, hotline }) =>
				say(
					`Unsere E-Mail wurde als unerwünscht gemeldet. An diese Adresse schicken wir deshalb 30 Tage lang nichts mehr. Brauchst du unsere Hilfe noch? Dann öffne bitte den Link und gib eine andere Adresse ein:\n${link}\n\nDein Code bleibt derselbe. Du kannst uns auch gern anrufen: ${hotline}. Diese Nachricht wurde automatisch verschickt.`,
					`Unsere E-Mail wurde als unerwünscht gemeldet. An diese Adresse senden wir deshalb 30 Tage lang nichts mehr. Brauchen Sie unsere Hilfe noch? Dann öffnen Sie bitte den Link und geben Sie eine andere Adresse ein:\n${link}\n\nIhr Code bleibt derselbe. Sie können uns auch gern anrufen: ${hotline}. Diese Nachricht wurde automatisch verschickt.`,
				),
		},
		...germanPages(say),
		mail: {
			subject: ({ company }) =>
				say(`${company}: So geht es mit deinem Anliegen weiter`, `${company}: So geht es mit Ihrem Anliegen weiter`),
			preview: say(
				'Öffne die sichere Seite und halte deinen Code bereit.',
				'Öffnen Sie die sichere Seite und halten Sie Ihren Code bereit.',
			),
			greeting: say('Hallo,', 'Guten Tag,'),
			intro: ({ company }) =>
				say(
					`du hast ${company} in einem sozialen Netzwerk geschrieben. Damit wir dir helfen können, brauchen wir noch ein paar Angaben. Bitte mach sie auf unserer verschlüsselten Seite, nicht in einer Antwort auf diese E-Mail.`,
					`Sie haben ${company} in einem sozialen Netzwerk geschrieben. Damit wir Ihnen helfen können, brauchen wir noch einige Angaben. Bitte machen Sie diese auf unserer verschlüsselten Seite, nicht in einer Antwort auf diese E-Mail.`,
				),
			button: 'Sichere Seite öffnen',
			codeIsElsewhere: say(
				'Dort fragen wir nach deinem Code. Er steht in unserer privaten Nachricht, nicht in dieser E-Mail.',
				'Dort fragen wir nach Ihrem Code. Er steht in unserer privaten Nachricht, nicht in dieser E-Mail.',
			),
			validity: 'Der Link gilt sieben Tage und nur für eine Übermittlung.',
			withoutScript: ({ address }) =>
				say(
					`Der Link öffnet sich nicht? Dann gib auf ${address} diese Kennung ein:`,
					`Der Link öffnet sich nicht? Dann geben Sie auf ${address} diese Kennung ein:`,
				),
			referenceLabel: 'Kennung',
			notMe: say(
				'Du hast uns gar nicht geschrieben? Öffne die Seite und wähl „Das war ich nicht“. Dann wird der Link ungültig und du hörst 30 Tage nichts mehr von uns.',
				'Sie haben uns gar nicht geschrieben? Öffnen Sie die Seite und wählen Sie „Das war ich nicht“. Dann wird der Link ungültig und Sie hören 30 Tage nichts mehr von uns.',
			),
			never: say(
				'Wir fragen dich nie nach Passwörtern, PIN, PUK, Bankdaten oder Ausweisen.',
				'Wir fragen Sie nie nach Passwörtern, PIN, PUK, Bankdaten oder Ausweisen.',
			),
			closing: ({ company }) => say(`Viele Grüße\n${company}`, `Freundliche Grüße\n${company}`),
			automatic: ({ hotline }) =>
				say(
					`Diese E-Mail wurde automatisch verschickt. Antworten darauf können wir deinem Anliegen erst zuordnen, wenn du die sichere Seite ausgefüllt hast. Hotline: ${hotline}`,
					`Diese E-Mail wurde automatisch verschickt. Antworten darauf können wir Ihrem Anliegen erst zuordnen, wenn Sie die sichere Seite ausgefüllt haben. Hotline: ${hotline}`,
				),
		},
		answerMail: {
			subject: ({ company, number }) =>
				say(`Deine Anfrage ${number} bei ${company}`, `Ihre Anfrage ${number} bei ${company}`),
			howToAnswer: ({ company, hotline }) =>
				say(
					`Hast du noch eine Frage dazu? Antworte einfach auf diese E-Mail, am besten von derselben Adresse. Bitte schick uns auch hier keine Passwörter, PIN, PUK, Bankdaten oder Ausweise. ${company}, Hotline: ${hotline}`,
					`Haben Sie noch eine Frage dazu? Antworten Sie einfach auf diese E-Mail, am besten von derselben Adresse. Bitte senden Sie uns auch hier keine Passwörter, PIN, PUK, Bankdaten oder Ausweise. ${company}, Hotline: ${hotline}`,
				),
		},
	}
}
