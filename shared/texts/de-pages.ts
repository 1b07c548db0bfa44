import type { Catalogue } from './catalogue.ts'

/** Chooses between two sentences by form of address. */
export type Say = (du: string, sie: string) => string

/** Returns the German texts of the customers' pages; what we send is in `de.ts`. */
export const germanPages = (say: Say): Omit<Catalogue, 'tag' | 'messages' | 'mail' | 'answerMail'> => ({
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
})
