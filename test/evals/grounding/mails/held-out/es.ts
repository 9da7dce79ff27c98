import type { LabelledMail } from '../../mail.ts';

export const es: readonly LabelledMail[] = [
  {
    about: 'un presupuesto con IVA',
    knowledge: 'La hora cuesta 40 €. El IVA es del 21 %.',
    theirs: '¿Cuánto serían cinco horas con IVA?',
    body: `Hola, Gonzalo:

Cinco horas a 40 € son 200 €; con el 21 % de IVA, 242 €.

Un saludo,
Jo`,
    wrong: ['242 €', '230 €'],
  },
  {
    about: 'mañana por la mañana',
    theirs: '¿Mañana a las diez y media?',
    instructions: 'El martes por la mañana está libre.',
    body: `Hola, Inés:

Perfecto, mañana a las 10:30. Te llamo yo.

Hasta mañana,
Jo`,
    wrong: ['a las 10:30', 'a las 11:15'],
  },
  {
    about: 'una devolución',
    knowledge: 'Devoluciones en 30 días. El reembolso tarda 5 días hábiles.',
    theirs: '¿Puedo devolverlo?',
    body: `Hola, Óscar:

Claro, tiene 30 días para devolverlo, y el reembolso tarda cinco días hábiles.

Saludos cordiales,
Jo`,
    wrong: ['cinco días hábiles', 'tres días hábiles'],
  },
  {
    about: 'unas prácticas',
    instructions: 'Prácticas de 4 meses en Sevilla, 600 euros al mes, empiezan el 1 de octubre.',
    theirs: '¿Cuándo empiezan y son remuneradas?',
    body: `Hola, Alba:

Empiezan el 1 de octubre, duran cuatro meses y se pagan 600 € al mes. Son en Sevilla.

¡Anímate!

Jo`,
    wrong: ['600 € al mes', '800 € al mes'],
  },
  {
    about: 'una garantía',
    knowledge: 'Garantía de tres años.',
    theirs: '¿Qué garantía tiene?',
    body: `Buenos días, Sra. Gil:

Tiene una garantía de tres años.

Atentamente,
Jo`,
    wrong: ['una garantía de tres años', 'una garantía de seis años'],
  },
  {
    about: 'un restaurante',
    knowledge: 'Comidas de 13:30 a 16:00, cenas de 20:30 a 23:30. Lunes cerrado.',
    theirs: '¿Podemos ir ocho el sábado a cenar a las nueve?',
    body: `Hola, Rubén:

¡Por supuesto! El sábado servimos cenas de 20:30 a 23:30, así que a las nueve está muy bien para ocho personas.

¡Nos vemos!

Jo`,
    wrong: ['de 20:30 a 23:30', 'de 20:30 a 1:30'],
  },
  {
    about: 'un segundo recordatorio',
    ours: 'Hola, ¿le interesa la demostración?',
    body: `Hola, Fernando:

Por un lado no quiero ser pesado; por otro, no quiero que se quede sin respuesta. ¿Sigue interesado en la demostración?

En dos minutos me puede decir que sí o que no.

Saludos,
Jo`,
    wrong: ['En dos minutos me puede decir que sí o que no.', 'Ya la usan más de 2.000 empresas.'],
  },
  {
    about: 'características',
    knowledge: 'Bicicleta eléctrica: autonomía de 80 km, 22 kg, carga en 4 horas.',
    theirs: '¿Cuánto pesa y cuánto tarda en cargar?',
    body: `Hola, Mireia:

Pesa 22 kg y se carga en cuatro horas; la autonomía es de 80 km.

¡Buen camino!

Jo`,
    wrong: ['de 80 km', 'de 120 km'],
  },
  {
    about: 'un ahorro',
    knowledge: 'Cuota mensual: 25 €. Cuota anual: 250 €.',
    theirs: '¿Cuánto ahorro con la anual?',
    body: `Hola, Tomás:

Doce meses a 25 € son 300 €; la cuota anual es de 250 €, así que ahorras 50 €.

Un saludo,
Jo`,
    wrong: ['ahorras 50 €', 'ahorras 80 €'],
  },
  {
    about: 'una dirección',
    knowledge: 'Calle Mayor 15, 28013 Madrid, 4.º izquierda. Metro Sol a 5 minutos.',
    theirs: '¿Dónde están?',
    body: `Buenas tardes:

Estamos en la calle Mayor 15, 28013 Madrid, a cinco minutos del metro Sol.

Le esperamos,
Jo`,
    wrong: ['calle Mayor 15', 'calle Mayor 51'],
  },
  {
    about: 'una propuesta de patrocinio',
    theirs: 'Esperamos 800 asistentes el 9 de mayo. ¿Patrocinan con 1.000 euros?',
    instructions: 'Rechazar con amabilidad.',
    body: `Hola, Silvia:

Gracias por contar con nosotros. Este año no podemos patrocinar, ni siquiera con 1.000 €, pero os deseo mucho éxito el 9 de mayo y que lleguéis a los 800 asistentes.

Un abrazo,
Jo`,
    wrong: ['Un abrazo,', 'El año que viene pondremos 3.000 €.\n\nUn abrazo,'],
  },
  {
    about: 'un pedido',
    note: 'El pedido 5530 salió el viernes y llega el miércoles.',
    theirs: '¿Dónde está mi pedido 5530?',
    body: `Hola, Patricia:

Tu pedido 5530 salió el viernes y llega este miércoles, 4 de marzo.

Gracias por la paciencia,
Jo`,
    wrong: ['miércoles, 4 de marzo', 'jueves, 5 de marzo'],
  },
  {
    about: 'un curso',
    knowledge: 'Curso: 10 clases de 90 minutos, los martes y jueves a las 19:00. 150 €.',
    theirs: '¿Qué días es el curso, y cuántas horas son?',
    body: `Hola, Víctor:

Las clases son los martes y los jueves a las siete de la tarde. Son diez clases de 90 minutos, es decir, 15 horas.

¿Te apuntas?

Jo`,
    wrong: ['es decir, 15 horas', 'es decir, 20 horas'],
  },
  {
    about: 'una felicitación',
    theirs: '¡Cumplimos 25 años como empresa!',
    body: `Querida Teresa:

¡Enhorabuena por esos 25 años! Se dice pronto.

Un fuerte abrazo y a por otros tantos,
Jo`,
    wrong: ['Se dice pronto.', 'Nosotros llevamos ya 18.'],
  },
  {
    about: 'un producto',
    knowledge: 'Aceites: «Alba» (suave) y «Ocaso» (intenso). Botella de 500 ml: 13 €.',
    theirs: '¿Cuál va mejor con ensalada?',
    body: `Hola, Montse:

Para ensalada le recomiendo «Alba», que es suave. La botella de 500 ml cuesta 13 €.

Que aproveche,
Jo`,
    wrong: ['«Alba», que es suave', '«Luna Clara», que es suave'],
  },
  {
    about: 'una cita pospuesta',
    theirs: 'Esta semana imposible. ¿El lunes que viene?',
    instructions: 'El lunes 9 puedo de 12 a 14.',
    body: `Hola, Joaquín:

De acuerdo, el lunes 9 de marzo, entre las 12 y las 14.

Hasta el lunes,
Jo`,
    wrong: ['el lunes 9 de marzo', 'el martes 9 de marzo'],
  },
  {
    about: 'seguridad',
    knowledge: 'Copias de seguridad diarias, se guardan 35 días. Sin certificación ISO.',
    theirs: '¿Hacen copias de seguridad?',
    body: `Estimado Sr. Pons:

Sí, hacemos copias de seguridad diarias y las guardamos 35 días.

Un cordial saludo,
Jo`,
    wrong: ['35 días', '365 días'],
  },
];
