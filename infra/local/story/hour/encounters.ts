import type { HourCustomer } from '#infra/local/practice/world/play-hour.ts'

/** What people met with: appointments, praise, anger, the press, somebody who pretends to be us. */
export const whatPeopleMet: readonly HourCustomer[] = [
	[
		{
			name: 'Carsten Ohlsen',
			network: 'facebook',
			acts: [
				{
					minute: 1,
					visibility: 'public',
					text: 'Techniker zum DRITTEN Mal nicht gekommen. Zeitfenster 8 bis 13 Uhr, extra Urlaub genommen, kein Anruf, nix. Was soll man da noch sagen',
				},
				{
					minute: 43,
					visibility: 'private',
					text: 'Ich hab mir jetzt einen vierten Termin geben lassen. Kann mir BITTE einer garantieren dass der auch kommt',
				},
			],
		},
	],
	[
		{
			name: 'Manuela Fritsche',
			network: 'x',
			acts: [
				{
					minute: 46,
					visibility: 'public',
					text: 'Muss auch mal gesagt werden: Ihre Kollegin am Telefon hat gestern in fünf Minuten gelöst, woran drei andere gescheitert sind. Vielen Dank!',
				},
			],
		},
	],
	[
		{
			name: 'die_wolkes',
			network: 'instagram',
			acts: [
				{
					minute: 50,
					visibility: 'public',
					text: 'endlich glasfaser 🎉🎉 und der monteur war mega lieb, richtet ihm grüße aus',
				},
			],
		},
	],
	[
		{
			name: 'Rolf B.',
			network: 'x',
			acts: [
				{
					minute: 42,
					visibility: 'public',
					text: 'Saftladen. Die unfähigsten Pfeifen die ich je erlebt hab, macht den Laden doch einfach zu',
				},
			],
		},
	],
	[
		{
			name: 'Kalle_Nachtschicht',
			network: 'x',
			acts: [
				{
					minute: 48,
					visibility: 'public',
					text: 'Wenn der Techniker morgen wieder nicht kommt steh ich bei euch im Laden in Kaltenbrück und dann schlag ich dem Ersten der mich angrinst die Zähne ein. Mir reichts',
				},
			],
		},
	],
	[
		{
			name: 'Silke Brinkmann (Weidenseer Bote)',
			network: 'x',
			acts: [
				{
					minute: 45,
					visibility: 'public',
					text: 'Guten Tag, ich recherchiere für die Lokalredaktion zum Ausfall in Birkenrode. Wie viele Haushalte sind betroffen, seit wann, und was ist die Ursache? Redaktionsschluss ist in drei Stunden.',
				},
			],
		},
	],
	[
		{
			name: 'franzi.fotografiert',
			network: 'instagram',
			acts: [
				{
					minute: 53,
					visibility: 'public',
					text: 'hat mir grad ein account namens „hilft_support_team“ geschrieben und will meine kartennummer?? seid ihr das wirklich',
				},
			],
		},
	],
	[
		{
			name: 'Joachim Wendelin',
			network: 'facebook',
			acts: [
				{
					minute: 51,
					visibility: 'public',
					text: 'Sehr geehrte Damen und Herren, ich schreibe Ihnen nun zum vierten Mal in derselben Sache und erhalte jedes Mal denselben Textbaustein. Die Beschwerde bei der Bundesnetzagentur ist heute rausgegangen.',
				},
			],
		},
	],
]
