import type { AddressForm } from '#shared/cases/facts.ts'
import type { Catalogue } from './catalogue.ts'

const list = new Intl.ListFormat('de', { type: 'conjunction' })

/** All texts in German, with du or Sie. */
export const german = (form: AddressForm): Catalogue => {
	const say = (du: string, sie: string): string => (form === 'du' ? du : sie)
	return {
		tag: 'de',
		messages: {
			request: ({ company, link, code, fields }) =>
				[
					say(
						`Hallo, damit wir dir weiterhelfen können, brauchen wir noch ein paar Angaben von dir: ${list.format(fields)}.`,
						`Guten Tag, damit wir Ihnen weiterhelfen können, brauchen wir noch einige Angaben von Ihnen: ${list.format(fields)}.`,
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
		fields: {
			customerNumber: {
				noun: 'Kundennummer',
				label: 'Kundennummer',
				hint: say(
					'Steht oben auf deiner Rechnung. Damit finden wir deinen Vertrag.',
					'Steht oben auf Ihrer Rechnung. Damit finden wir Ihren Vertrag.',
				),
			},
			name: {
				noun: 'Name',
				label: 'Vor- und Nachname',
				hint: say('So, wie er in deinem Vertrag steht.', 'So, wie er in Ihrem Vertrag steht.'),
			},
			phone: {
				noun: 'Telefonnummer',
				label: 'Telefonnummer',
				hint: say('Unter dieser Nummer rufen wir dich an.', 'Unter dieser Nummer rufen wir Sie an.'),
			},
			callbackWindow: {
				noun: 'Zeit für einen Rückruf',
				label: 'Wann dürfen wir anrufen?',
				hint: 'Zum Beispiel: werktags zwischen 17 und 19 Uhr.',
			},
			connectionAddress: {
				noun: 'Adresse des Anschlusses',
				label: 'Adresse des Anschlusses',
				hint: 'Straße und Hausnummer, Postleitzahl und Ort. Damit finden wir den Anschluss.',
			},
			orderNumber: {
				noun: 'Auftragsnummer',
				label: 'Auftragsnummer',
				hint: say('Steht in deiner Auftragsbestätigung.', 'Steht in Ihrer Auftragsbestätigung.'),
			},
			email: {
				noun: 'E-Mail-Adresse',
				label: 'E-Mail-Adresse',
				hint: say('An diese Adresse schreiben wir dir.', 'An diese Adresse schreiben wir Ihnen.'),
			},
			freeText: {
				noun: 'Beschreibung in eigenen Worten',
				label: say('Was möchtest du uns noch sagen?', 'Was möchten Sie uns noch sagen?'),
				hint: 'Bitte keine Passwörter, PIN, PUK, Bankdaten oder Ausweisnummern.',
			},
		},
		problems: {
			summary: say('Bitte prüf deine Eingaben', 'Bitte prüfen Sie Ihre Eingaben'),
			missing: ({ label }) => `„${label}“ fehlt noch.`,
			tooLong: ({ label, max }) => `„${label}“ ist zu lang: höchstens ${max} Zeichen.`,
			invalid: {
				customerNumber: 'Die Kundennummer besteht aus mindestens vier Ziffern oder Buchstaben.',
				name: say('Bitte gib deinen Namen in Buchstaben an.', 'Bitte geben Sie Ihren Namen in Buchstaben an.'),
				phone: 'Diese Telefonnummer scheint nicht zu stimmen. Zum Beispiel: 0431 123456 oder +49 431 123456.',
				callbackWindow: 'Bitte mit Tagen oder Uhrzeiten, zum Beispiel: werktags zwischen 17 und 19 Uhr.',
				connectionAddress: 'Bitte mit Straße, Hausnummer, Postleitzahl und Ort.',
				orderNumber: 'Die Auftragsnummer besteht aus mindestens vier Ziffern oder Buchstaben.',
				email: 'Diese E-Mail-Adresse scheint nicht zu stimmen. Zum Beispiel: name@beispiel.de.',
				freeText: 'Bitte mit Worten.',
			},
			bankDetails: say(
				'Das sieht nach einer Kontonummer (IBAN) aus. Bitte nimm sie heraus: Wir fragen hier nie nach Bankdaten.',
				'Das sieht nach einer Kontonummer (IBAN) aus. Bitte nehmen Sie sie heraus: Wir fragen hier nie nach Bankdaten.',
			),
			addressMissing: say('Bitte gib deine E-Mail-Adresse ein.', 'Bitte geben Sie Ihre E-Mail-Adresse ein.'),
			addressInvalid: 'Diese E-Mail-Adresse scheint nicht zu stimmen. Zum Beispiel: name@beispiel.de.',
			codeEmpty: say('Bitte gib den Code ein.', 'Bitte geben Sie den Code ein.'),
			codeIllFormed: say(
				'Da ist ein Zeichen vertippt. Bitte vergleich den Code noch einmal.',
				'Da ist ein Zeichen vertippt. Bitte vergleichen Sie den Code noch einmal.',
			),
			codeWrong: say(
				'Dieser Code gehört nicht zu diesem Link. Nimm bitte den Code aus unserer neuesten privaten Nachricht.',
				'Dieser Code gehört nicht zu diesem Link. Nehmen Sie bitte den Code aus unserer neuesten privaten Nachricht.',
			),
			presentedEmpty: say('Bitte füg den Link oder die Kennung ein.', 'Bitte fügen Sie den Link oder die Kennung ein.'),
			presentedIllFormed: say(
				'Das ist nicht vollständig. Bitte kopier den ganzen Link, oder tipp die Kennung noch einmal ab.',
				'Das ist nicht vollständig. Bitte kopieren Sie den ganzen Link, oder tippen Sie die Kennung noch einmal ab.',
			),
			tailWrong: say(
				'Die vier Zeichen stimmen nicht. Sie stehen am Ende der Kennung in deiner E-Mail.',
				'Die vier Zeichen stimmen nicht. Sie stehen am Ende der Kennung in Ihrer E-Mail.',
			),
		},
		frame: {
			securePage: 'Sichere Seite',
			switchLabel: 'Sprache',
			privacy: 'Datenschutz',
			imprint: 'Impressum',
			help: ({ hotline }) => `Fragen? Hotline ${hotline}`,
			opening: 'Die Seite wird geöffnet …',
		},
		code: {
			label: 'Code',
			hint: 'Acht Zeichen aus unserer privaten Nachricht. Groß oder klein ist gleich.',
		},
		startShell: {
			title: 'Anfrage öffnen',
			intro: say(
				'Füg hier den ganzen Link aus unserer privaten Nachricht ein.',
				'Fügen Sie hier den ganzen Link aus unserer privaten Nachricht ein.',
			),
			label: 'Link aus der privaten Nachricht',
			button: 'Weiter',
		},
		dataShell: {
			title: 'Sichere Seite öffnen',
			intro: say(
				'Gib hier die Kennung ein, die in unserer E-Mail steht. Du kannst auch den ganzen Link einfügen.',
				'Geben Sie hier die Kennung ein, die in unserer E-Mail steht. Sie können auch den ganzen Link einfügen.',
			),
			label: 'Kennung oder Link aus der E-Mail',
			hint: '26 Zeichen. Striche und Leerzeichen dürfen fehlen.',
			button: 'Weiter',
		},
		start: {
			title: say('Deine E-Mail-Adresse', 'Ihre E-Mail-Adresse'),
			intro: say(
				'Wir schicken dir den Weg zu einer verschlüsselten Seite. Erst dort machst du deine Angaben.',
				'Wir senden Ihnen den Weg zu einer verschlüsselten Seite. Erst dort machen Sie Ihre Angaben.',
			),
			asked: say('Danach fragen wir dich dort:', 'Danach fragen wir Sie dort:'),
			label: 'E-Mail-Adresse',
			hint: 'Wir nutzen sie nur für dieses Anliegen.',
			button: 'Weiter',
			noMailTitle: 'Keine E-Mail?',
			noMailIntro: say(
				'Wir rufen dich auch gern an. Dafür brauchen wir den Code aus unserer privaten Nachricht.',
				'Wir rufen Sie auch gern an. Dafür brauchen wir den Code aus unserer privaten Nachricht.',
			),
			noMailButton: 'Rückruf anfordern',
		},
		confirm: {
			title: 'Stimmt die Adresse?',
			intro: say('An diese Adresse schicken wir den Link:', 'An diese Adresse senden wir den Link:'),
			yes: 'Ja, E-Mail senden',
			change: 'Adresse ändern',
		},
		sent: {
			title: say('Schau jetzt in dein Postfach', 'Sehen Sie jetzt in Ihr Postfach'),
			paragraphs: [
				say(
					'In wenigen Minuten bekommst du eine E-Mail von uns. Öffne den Link darin und halte den Code aus unserer privaten Nachricht bereit.',
					'In wenigen Minuten bekommen Sie eine E-Mail von uns. Öffnen Sie den Link darin und halten Sie den Code aus unserer privaten Nachricht bereit.',
				),
				say(
					'Nichts angekommen? Schau bitte im Spam-Ordner nach. Sonst schreib uns dort, wo du uns zuerst geschrieben hast.',
					'Nichts angekommen? Sehen Sie bitte im Spam-Ordner nach. Sonst schreiben Sie uns dort, wo Sie uns zuerst geschrieben haben.',
				),
			],
		},
		askCode: {
			title: say('Gib bitte deinen Code ein', 'Geben Sie bitte Ihren Code ein'),
			intro: say(
				'So wissen wir, dass die Anfrage bei dir angekommen ist.',
				'So wissen wir, dass die Anfrage bei Ihnen angekommen ist.',
			),
			button: 'Weiter',
		},
		notMe: {
			title: say('Du hast uns gar nicht geschrieben?', 'Sie haben uns gar nicht geschrieben?'),
			intro: say(
				'Dann hat jemand deine Adresse falsch angegeben. Wir machen den Link ungültig und schicken dir 30 Tage lang nichts mehr.',
				'Dann hat jemand Ihre Adresse falsch angegeben. Wir machen den Link ungültig und senden Ihnen 30 Tage lang nichts mehr.',
			),
			label: 'Die letzten vier Zeichen der Kennung',
			hint: say('Die Kennung steht unten in deiner E-Mail.', 'Die Kennung steht unten in Ihrer E-Mail.'),
			button: 'Das war ich nicht',
			done: {
				title: 'Danke für den Hinweis',
				paragraphs: [
					say(
						'Der Link ist ungültig. An deine Adresse schicken wir 30 Tage lang keine solche E-Mail mehr.',
						'Der Link ist ungültig. An Ihre Adresse senden wir 30 Tage lang keine solche E-Mail mehr.',
					),
				],
			},
		},
		form: {
			title: say('Deine Angaben', 'Ihre Angaben'),
			intro: say(
				'Deine Angaben werden verschlüsselt gespeichert. Nur wer dein Anliegen bearbeitet, kann sie lesen. Wenige Tage nach dem Abschluss löschen wir sie.',
				'Ihre Angaben werden verschlüsselt gespeichert. Nur wer Ihr Anliegen bearbeitet, kann sie lesen. Wenige Tage nach dem Abschluss löschen wir sie.',
			),
			warning: 'Nach Passwörtern, PIN, PUK, Bankdaten oder Ausweisen fragen wir hier nie.',
			optional: 'freiwillig',
			partial: 'Die fehlenden Angaben habe ich nicht zur Hand. Bitte ohne sie absenden.',
			button: 'Sicher absenden',
		},
		thanks: {
			title: 'Vielen Dank',
			paragraphs: [
				say('Deine Angaben sind sicher bei uns angekommen.', 'Ihre Angaben sind sicher bei uns angekommen.'),
				say(
					'Wir melden uns bei dir. Du kannst diese Seite jetzt schließen.',
					'Wir melden uns bei Ihnen. Sie können diese Seite jetzt schließen.',
				),
			],
		},
		thanksForNumber: {
			title: 'Vielen Dank',
			paragraphs: [
				say(
					'Deine Nummer ist sicher bei uns angekommen. Wir rufen dich an.',
					'Ihre Nummer ist sicher bei uns angekommen. Wir rufen Sie an.',
				),
				say('Du kannst diese Seite jetzt schließen.', 'Sie können diese Seite jetzt schließen.'),
			],
		},
		received: {
			title: say('Deine Angaben sind schon da', 'Ihre Angaben sind schon da'),
			paragraphs: [
				say(
					'Wir haben sie sicher erhalten, du brauchst nichts mehr zu tun. Möchtest du etwas berichtigen? Schreib uns dort, wo du uns zuerst geschrieben hast.',
					'Wir haben sie sicher erhalten, Sie brauchen nichts mehr zu tun. Möchten Sie etwas berichtigen? Schreiben Sie uns dort, wo Sie uns zuerst geschrieben haben.',
				),
			],
		},
		expired: {
			title: 'Dieser Link ist abgelaufen',
			paragraphs: [
				say(
					'Er war sieben Tage gültig. Schreib uns kurz dort, wo du uns zuerst geschrieben hast, dann bekommst du einen neuen.',
					'Er war sieben Tage gültig. Schreiben Sie uns kurz dort, wo Sie uns zuerst geschrieben haben, dann bekommen Sie einen neuen.',
				),
			],
		},
		paused: {
			title: 'Kurze Pause',
			paragraphs: [
				say(
					'Es wurden zu viele falsche Codes eingegeben. Warte bitte 15 Minuten und öffne den Link dann noch einmal.',
					'Es wurden zu viele falsche Codes eingegeben. Warten Sie bitte 15 Minuten und öffnen Sie den Link dann noch einmal.',
				),
			],
		},
		unknown: {
			title: 'Dieser Link gilt nicht',
			paragraphs: [
				say(
					'Vielleicht ist er unvollständig, oder er wurde durch einen neueren ersetzt. Öffne bitte die neueste Nachricht von uns. Sonst schreib uns dort, wo du uns zuerst geschrieben hast.',
					'Vielleicht ist er unvollständig, oder er wurde durch einen neueren ersetzt. Öffnen Sie bitte die neueste Nachricht von uns. Sonst schreiben Sie uns dort, wo Sie uns zuerst geschrieben haben.',
				),
			],
		},
		failed: {
			title: 'Das hat gerade nicht geklappt',
			paragraphs: [
				say(
					'Der Fehler liegt bei uns. Versuch es bitte in ein paar Minuten noch einmal; dein Link bleibt gültig.',
					'Der Fehler liegt bei uns. Versuchen Sie es bitte in ein paar Minuten noch einmal; Ihr Link bleibt gültig.',
				),
			],
		},
		refused: {
			title: 'Das können wir nicht annehmen',
			paragraphs: [
				say(
					'Bitte öffne den Link aus unserer Nachricht noch einmal und füll die Seite dort aus.',
					'Bitte öffnen Sie den Link aus unserer Nachricht noch einmal und füllen Sie die Seite dort aus.',
				),
			],
		},
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
