import type { LabelledMail } from '../../mail.ts';

export const es: readonly LabelledMail[] = [
  {
    about: 'un precio',
    knowledge: 'El plan Básico cuesta 12 € al mes. El plan Pro cuesta 29 € al mes, IVA no incluido.',
    theirs: 'Hola, ¿cuánto cuesta el plan Pro?\n\nLucía',
    body: `Hola, Lucía:

Gracias por escribir. El plan Pro cuesta 29 euros al mes, sin IVA.

¿Te ayudo a darte de alta?

Un saludo,
Jo`,
    wrong: ['29 euros al mes', '19 euros al mes'],
  },
  {
    about: 'una reunión',
    theirs: '¿Podemos hablar el jueves a las 11:00? Unos 20 minutos.',
    instructions: 'El jueves por la mañana puedo.',
    body: `Buenos días, Sr. Ortega:

El jueves a las 11 me viene muy bien. Con 20 minutos nos bastará.

Hasta el jueves,
Jo`,
    wrong: ['El jueves a las 11', 'El jueves a las 13'],
  },
  {
    about: 'un envío',
    knowledge: 'Envío en 3 días laborables a la península, 7 a Canarias. Gastos de envío: 6,50 €.',
    theirs: 'Vivo en Tenerife. ¿Cuánto tarda y cuánto cuesta el envío?',
    body: `Hola, Marta:

A Canarias el envío tarda 7 días laborables. Los gastos de envío son 6,50 €.

Un abrazo,
Jo`,
    wrong: ['7 días laborables', '2 días laborables'],
  },
  {
    about: 'un descuento que no existe',
    knowledge: 'No hay descuentos para particulares.',
    theirs: 'Me dijeron que tendría un 25 % de descuento.',
    body: `Estimado Sr. Vidal:

Lamento decirle que no puedo confirmarle ese 25 %: no tenemos descuentos para particulares.

Quedo a su disposición,
Jo`,
    wrong: [
      'Lamento decirle que no puedo confirmarle ese 25 %: no tenemos descuentos para particulares.',
      'Por supuesto, le aplicaremos el 25 % de descuento.',
    ],
  },
  {
    about: 'un recordatorio',
    ours: 'Hola, ¿ha podido ver la propuesta?',
    body: `Hola, Andrés:

Te escribo una vez más por la propuesta. Con una línea me basta, sea sí o sea no.

Si prefieres que no insista, dímelo sin problema.

Saludos,
Jo`,
    wrong: [
      'Si prefieres que no insista, dímelo sin problema.',
      'Empresas como Iberdrola ya trabajan con nosotros.',
    ],
  },
  {
    about: 'una oferta de empleo',
    instructions: 'Puesto en Valencia, jornada de 35 horas semanales, 32.000 a 36.000 euros brutos al año.',
    theirs: '¿Cuál es el salario y la jornada?',
    body: `Hola, Pablo:

La jornada es de 35 horas semanales y el salario va de 32.000 a 36.000 € brutos al año, según experiencia. El puesto está en Valencia.

¿Te encaja?

Un saludo,
Jo`,
    wrong: ['36.000 €', '46.000 €'],
  },
  {
    about: 'un horario',
    knowledge: 'Horario: de lunes a viernes de 9:30 a 14:00 y de 16:00 a 20:00.',
    theirs: '¿Puedo pasar el viernes a las cinco de la tarde?',
    body: `Buenas tardes:

Sí, claro. El viernes por la tarde abrimos de 16:00 a 20:00, así que a las cinco estaremos aquí.

Hasta el viernes,
Jo`,
    wrong: ['de 16:00 a 20:00', 'de 16:00 a 22:00'],
  },
  {
    about: 'una suma',
    knowledge: 'Cada entrada cuesta 18 €. La visita guiada cuesta 40 € por grupo.',
    theirs: 'Somos 6 personas y queremos visita guiada. ¿Cuánto sería en total?',
    body: `Hola, Raquel:

Seis entradas a 18 € son 108 €, más 40 € de la visita guiada: en total, 148 €.

¿Os reservo plaza?

Saludos,
Jo`,
    wrong: ['en total, 148 €', 'en total, 130 €'],
  },
  {
    about: 'una fecha límite',
    instructions: 'La inscripción termina el 20 de marzo.',
    theirs: '¿Hasta cuándo me puedo inscribir?',
    body: `Hola, Nuria:

Puedes inscribirte hasta el viernes 20 de marzo.

¡Mucha suerte!

Jo`,
    wrong: ['el viernes 20 de marzo', 'el viernes 27 de marzo'],
  },
  {
    about: 'datos para la prensa',
    knowledge: 'Fundada en 2011 en Bilbao. 64 empleados. Ventas de 8,5 millones de euros en 2025.',
    theirs: '¿Me puede dar algunos datos de la empresa?',
    body: `Estimada Sra. Campos:

Con mucho gusto. La empresa se fundó en 2011 en Bilbao y hoy somos 64 empleados. En 2025 vendimos por 8,5 millones de euros.

Cordialmente,
Jo`,
    wrong: ['8,5 millones de euros', '12 millones de euros'],
  },
  {
    about: 'soporte',
    knowledge:
      'Para restablecer el aparato, mantenga pulsado el botón durante 10 segundos. Teléfono de soporte: 900 123 456.',
    theirs: 'El aparato no responde.',
    body: `Hola, Ignacio:

Pruebe a mantener pulsado el botón durante diez segundos. Si sigue igual, llámenos al 900 123 456.

Un saludo,
Jo`,
    wrong: ['900 123 456', '900 555 777'],
  },
  {
    about: 'cortesía',
    theirs: '¡Mil gracias por todo!',
    body: `Hola, Carmen:

¡A ti! Ha sido un placer ayudarte. Para cualquier cosa, aquí estoy.

Que tengas un buen fin de semana,
Jo`,
    wrong: ['Para cualquier cosa, aquí estoy.', 'Recuerda que tienes garantía de por vida.'],
  },
  {
    about: 'una nota del dueño',
    note: 'El taller se pasa al sábado 14 de marzo a las 10.',
    theirs: '¿Sigue en pie el taller?',
    body: `Hola, Sergio:

Sí, pero se cambia de día: será el sábado 14 de marzo a las diez.

¡Nos vemos!

Jo`,
    wrong: ['el sábado 14 de marzo', 'el domingo 15 de marzo'],
  },
  {
    about: 'una prueba',
    knowledge: 'Prueba gratuita de 15 días. Después, 8 € al mes.',
    theirs: '¿Hay prueba gratuita?',
    body: `Hola, Elena:

Sí, tienes 15 días de prueba gratuita; después son 8 € al mes.

Un saludo,
Jo`,
    wrong: ['15 días de prueba', '45 días de prueba'],
  },
  {
    about: 'preguntas',
    theirs: 'Quiero un presupuesto.',
    body: `Buenos días, Sr. Méndez:

Encantado. Para prepararlo necesito saber dos cosas: cuántas personas lo usarán y desde cuándo.

Quedo a la espera,
Jo`,
    wrong: ['Quedo a la espera,', 'Se lo enviaré el miércoles.\n\nQuedo a la espera,'],
  },
  {
    about: 'un evento',
    knowledge: 'La feria es del 17 al 19 de abril de 2026, pabellón 3, estand 42.',
    theirs: '¿Estaréis en la feria?',
    body: `Hola, Javier:

Sí, estaremos del 17 al 19 de abril en el pabellón 3, estand 42. ¡Pásate a saludar!

Hasta entonces,
Jo`,
    wrong: ['estand 42', 'estand 57'],
  },
  {
    about: 'un cambio de cita',
    theirs: 'Mañana no puedo. ¿Le va bien el miércoles a la misma hora?',
    instructions: 'El miércoles también puedo.',
    body: `Hola, Beatriz:

Ningún problema, el miércoles a la misma hora, entonces. Es el 4 de marzo.

Hasta el miércoles,
Jo`,
    wrong: ['Es el 4 de marzo.', 'Es el 6 de marzo.'],
  },
];
