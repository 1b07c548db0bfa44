import type { HourCustomer } from '#infra/local/practice/world/play-hour.ts'

/** Bills, what was charged, and what is owed. */
export const aboutMoney: readonly HourCustomer[] = [
	[
		{
			name: 'Hannelore Pietsch',
			network: 'facebook',
			acts: [
				{
					minute: 3,
					visibility: 'private',
					text: 'Sehr geehrte Damen und Herren,\n\nIhre Rechnung über 44,95 Euro wurde diesen Monat zweimal von meinem Konto abgebucht. Ich bitte um Rückerstattung des zu viel gezahlten Betrags und um eine kurze Bestätigung.\n\nMit freundlichen Grüßen\nHannelore Pietsch',
				},
			],
		},
	],
	[
		{
			name: 'Deniz K.',
			network: 'x',
			acts: [
				{
					minute: 7,
					visibility: 'public',
					as: 'bill',
					text: '219,80 € Rechnung wegen irgendnem Klingelton Abo das ich nie bestellt hab. Wollt ihr mich verarschen',
				},
				{
					minute: 28,
					visibility: 'public',
					under: 'bill',
					text: 'und nein, ich ruf nicht beim „Drittanbieter“ an. IHR bucht das ab.',
				},
			],
		},
	],
	[
		{
			name: 'Selin Y.',
			network: 'instagram',
			acts: [
				{
					minute: 11,
					visibility: 'private',
					text: 'selam, faturam neden bu kadar yüksek geldi? tarifem 29,99 ama 61 euro çekilmiş. bi bakabilir misiniz',
				},
			],
		},
	],
	[
		{
			name: 'Claire Whitcombe',
			network: 'facebook',
			acts: [
				{
					minute: 22,
					visibility: 'private',
					hasPicture: true,
					text: 'Hi, I was charged €86.20 for roaming in Switzerland although your app said it was included. Screenshot attached. I would like this refunded.',
				},
			],
		},
	],
	[
		{
			name: 'Gerda Nowotny',
			network: 'x',
			acts: [
				{
					minute: 15,
					visibility: 'public',
					text: 'Sehr geehrtes Team, es geht um meine Gutschrift. Kundennummer 4711081522, Telefon 030 23125417. Bitte rufen Sie mich an, ich bin ab 14 Uhr zu Hause.',
				},
			],
		},
	],
	[
		{
			name: 'Horst Lammers',
			network: 'facebook',
			acts: [
				{
					minute: 27,
					visibility: 'public',
					as: 'openBankNumber',
					text: 'Dann überweisen Sie das Guthaben halt auf DE89 3704 0044 0532 0130 00, Geburtsdatum 14.02.1958, dann haben Sie alles. So schwer kann das doch nicht sein!',
				},
				{ minute: 40, deletes: 'openBankNumber' },
				{
					minute: 41,
					visibility: 'private',
					text: 'Meine Tochter sagt, das gehört da nicht hin, ich habe es wieder gelöscht. Wo soll ich Ihnen die Bankverbindung denn dann hinschicken?',
				},
			],
		},
	],
	[
		{
			name: 'Kim Sander',
			network: 'x',
			acts: [
				{
					minute: 32,
					visibility: 'public',
					as: 'throttled',
					text: '@hilft gedrosselt? Ich hab erst 3 von 100 GB verbraucht!!',
				},
				{ minute: 36, edits: 'throttled', text: '@hilft gedrosselt? Ich hab erst 30 von 100 GB verbraucht!!' },
			],
		},
	],
	[
		{
			name: 'Anja R.',
			network: 'facebook',
			acts: [
				{
					minute: 44,
					visibility: 'private',
					text: 'Jetzt habt ihr mir auch noch das Telefon gesperrt. Mahnung, Inkasso, alles auf einmal, seit der Trennung wird es nur immer mehr. Ich kann nicht mehr und ich will auch nicht mehr leben. Wollte nur, dass das mal einer weiß.',
				},
			],
		},
	],
	[
		{
			name: 'Noah_06',
			network: 'instagram',
			acts: [
				{
					minute: 49,
					visibility: 'private',
					text: 'hi bin 15 und hab aus versehen 40€ in nem spiel ausgegeben, ging über die handyrechnung von meinem papa. kann man das zurück holen bevor er das sieht, sonst bin ich tot 😅',
				},
			],
		},
	],
	[
		{
			name: 'Dr. Ulrike Henning',
			network: 'facebook',
			acts: [
				{
					minute: 52,
					visibility: 'private',
					text: 'Ich habe Ihnen dreimal schriftlich eine Frist gesetzt. Wenn die unberechtigte Mahnung bis Freitag nicht zurückgenommen ist, übergebe ich die Sache meiner Anwältin. Die Kosten tragen dann Sie.',
				},
			],
		},
	],
	[
		{
			name: 'matze.wnd',
			network: 'instagram',
			acts: [
				{
					minute: 56,
					visibility: 'public',
					text: 'preiserhöhung 5€ im monat und die email dazu heißt „gute neuigkeiten für dich“ 🤡',
				},
			],
		},
	],
]
