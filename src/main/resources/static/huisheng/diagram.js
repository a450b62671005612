/* Draws the diagrams of a case and marks where it stands. Without this script the page names the current steps in words. */
(function () {
  'use strict';

  function mark(viewer, ids, marker) {
    var canvas = viewer.get('canvas');
    var registry = viewer.get('elementRegistry');
    ids.split(' ').forEach(function (id) {
      if (id && registry.get(id)) {
        canvas.addMarker(id, marker);
      }
    });
  }

  function button(sign, label, act) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'quiet';
    made.textContent = sign;
    made.setAttribute('aria-label', label);
    made.title = label;
    made.addEventListener('click', act);
    return made;
  }

  function showWhole(viewer) {
    var canvas = viewer.get('canvas');
    canvas.resized();
    canvas.zoom('fit-viewport', 'auto');
  }

  /** Where the whole would be too small to read, as on a phone, the current step comes first. */
  function show(viewer, current) {
    showWhole(viewer);
    var canvas = viewer.get('canvas');
    var step = current.split(' ').map(function (id) { return viewer.get('elementRegistry').get(id); }).find(Boolean);
    if (step && step.width && canvas.zoom() < 0.45) {
      var scale = 0.75;
      var seen = canvas.viewbox().outer;
      canvas.viewbox({
        x: step.x + step.width / 2 - seen.width / scale / 2,
        y: step.y + step.height / 2 - seen.height / scale / 2,
        width: seen.width / scale,
        height: seen.height / scale
      });
    }
  }

  function draw(place) {
    place.dataset.drawn = 'true';
    place.hidden = false;
    var tools = document.createElement('div');
    tools.className = 'diagram-tools';
    var box = document.createElement('div');
    box.className = 'diagram-canvas';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', place.dataset.title);
    place.append(tools, box);

    fetch(place.dataset.source, { credentials: 'same-origin' })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error('HTTP ' + answer.status);
        }
        return answer.text();
      })
      .then(function (xml) {
        // The wheel keeps scrolling the page: a diagram in the middle of it must not be a trap.
        var viewer = new BpmnJS({ container: box, zoomScroll: { enabled: false } });
        return viewer.importXML(xml).then(function () {
          mark(viewer, place.dataset.passed || '', 'huisheng-passed');
          mark(viewer, place.dataset.current || '', 'huisheng-current');
          tools.append(
            button('＋', place.dataset.larger, function () { viewer.get('zoomScroll').stepZoom(1); }),
            button('－', place.dataset.smaller, function () { viewer.get('zoomScroll').stepZoom(-1); }),
            button('⤢', place.dataset.whole, function () { showWhole(viewer); }));
          show(viewer, place.dataset.current || '');
        });
      })
      .catch(function () {
        box.remove();
        tools.textContent = place.dataset.failed;
      });
  }

  function drawIn(details) {
    var place = details.querySelector('.diagram');
    if (details.open && place && !place.dataset.drawn) {
      draw(place);
    }
  }

  document.querySelectorAll('details').forEach(function (details) {
    details.addEventListener('toggle', function () { drawIn(details); });
    drawIn(details);
  });
})();
