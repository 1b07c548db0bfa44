import type { HourCustomer } from '#infra/local/practice/world/play-hour.ts'

const LONG = `Ich schreibe sonst nie so etwas, aber jetzt muss es raus, und ich fange von vorne an, damit es auch jeder versteht.

Im Frühjahr stand ein junger Mann vor der Tür, sehr freundlich, und sagte, die Straße bekommt Glasfaser und wer jetzt unterschreibt, zahlt für den Anschluss nichts. Wir haben unterschrieben. Dann kam lange nichts. Dann kam ein Brief, dass sich der Ausbau verschiebt. Dann kam ein Brief, dass der Ausbau fertig ist. Bei uns war aber nie jemand! Der Bürgersteig ist auf, ja, aber vor dem Nachbarhaus, und dort seit acht Wochen.

Ich habe angerufen. Erste Auskunft: Der Auftrag ist storniert, weil niemand zu Hause war. Wann das gewesen sein soll, wusste keiner. Zweite Auskunft, am selben Tag: Es gibt gar keinen Auftrag. Dritte Auskunft: Es gibt sogar zwei Aufträge, deswegen blockieren die sich gegenseitig, und das müsse „die Technik“ lösen. Die Technik hat aber kein Telefon, sagt die Dame.

Seit Anfang des Monats wird nun der neue Tarif abgebucht, obwohl hier immer noch die alte Kupferleitung mit 16 Mbit hängt, und zusätzlich der alte Tarif, denn den braucht man ja, solange der neue nicht geht. Meine Frau arbeitet von zu Hause, die Kinder machen Hausaufgaben im Netz, und wenn alle drei gleichzeitig wollen, steht alles.

Was ich möchte, ist nicht viel: 1. Einen Menschen, der den ganzen Vorgang einmal liest. 2. Einen Termin, der stimmt. 3. Das doppelt gezahlte Geld zurück. 4. Ein ehrliches Wort, ob das dieses Jahr noch was wird, denn sonst lassen wir es eben bleiben.

Danke an alle, die bis hierher gelesen haben.
Familie Rautenberg`

/** Contracts: begun, moved, handed on, ended. */
export const aboutContracts: readonly HourCustomer[] = [
	[
		{
			name: 'Ingo Rautenberg',
			network: 'facebook',
			acts: [{ minute: 25, visibility: 'public', text: LONG }],
		},
	],
	[
		{
			name: 'Sebastian Krolow',
			network: 'x',
			acts: [
				{
					minute: 5,
					visibility: 'public',
					text: 'Rufnummernmitnahme hängt seit 10 Tagen. Alter Vertrag ist aus, neuer noch nicht an. Auf dem Handy kommt nichts rein und nichts geht raus.',
				},
			],
		},
		{
			name: 'Basti Krolow',
			network: 'facebook',
			acts: [
				{
					minute: 30,
					visibility: 'public',
					text: 'Hab euch auf X schon geschrieben (gleicher Nachname, es geht um die Rufnummernmitnahme). Vielleicht ist hier ja einer schneller 🙃',
				},
			],
		},
	],
	[
		{
			name: 'Friedhelm Tappe',
			network: 'facebook',
			acts: [
				{
					minute: 10,
					visibility: 'private',
					text: 'Hiermit kündige ich meinen Vertrag zum nächstmöglichen Zeitpunkt und widerrufe die Einzugsermächtigung. Bitte bestätigen Sie mir den Eingang und das Enddatum. F. Tappe',
				},
			],
		},
	],
	[
		{
			name: 'mira_malt',
			network: 'instagram',
			acts: [
				{ minute: 17, visibility: 'public', text: 'wie kündigt man bei euch?? find den button nirgends' },
				{
					minute: 23,
					visibility: 'private',
					text: 'also ernst gemeint, zieh ins ausland und brauch das ab märz nicht mehr',
				},
			],
		},
	],
	[
		{
			name: 'Annegret Sommerlatte',
			network: 'facebook',
			acts: [
				{
					minute: 34,
					visibility: 'private',
					text: 'Guten Tag, mein Mann ist vor zwei Wochen verstorben. Der Anschluss läuft auf seinen Namen, ich möchte die Nummer gern behalten. Was brauchen Sie dafür von mir? Mit freundlichem Gruß, A. Sommerlatte',
				},
			],
		},
	],
	[
		{
			name: 'Marvin Pohl',
			network: 'facebook',
			acts: [
				{
					minute: 13,
					visibility: 'public',
					as: 'anger',
					text: 'Ihr elenden Abzocker!!! Meine Oma habt ihr übern Tisch gezogen, schämt euch alle miteinander',
				},
				{ minute: 20.5, deletes: 'anger' },
				{
					minute: 22.5,
					visibility: 'public',
					text: 'So, einmal durchgeatmet. Meiner Oma (81) wurde vorgestern an der Haustür Glasfaser verkauft. Sie hat nicht mal einen Computer. Sie will widerrufen, wohin muss das?',
				},
			],
		},
	],
	[
		{
			name: '🌻🌻🌻',
			network: 'x',
			acts: [
				{
					minute: 37,
					visibility: 'public',
					text: 'Kann man bei euch einen Vertrag auf jemand anderen überschreiben? Danke schon mal 🙏',
				},
			],
		},
	],
	[
		{
			name: 'Petra Hallmann',
			network: 'x',
			acts: [
				{
					minute: 39,
					visibility: 'private',
					text: 'Guten Tag, wir ziehen zum Monatsende von Kaltenbrück nach Weidensee um. Nehmen Sie den Anschluss mit, und bleibt unsere Nummer? Online lande ich immer wieder auf der Startseite.',
				},
			],
		},
	],
	[
		{
			name: 'Tobi aus dem Norden',
			network: 'x',
			acts: [
				{
					minute: 54,
					visibility: 'public',
					text: 'moin, könnt ihr eSIM auf der Uhr und am Handy gleichzeitig? 1 Nummer',
				},
			],
		},
	],
]
