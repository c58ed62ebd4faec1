(function () {
  'use strict';
  var view = document.getElementById('view');
  var svg = view ? view.querySelector('svg') : null;
  var own = svg ? Number(svg.getAttribute('width')) : 0;
  var ratio = svg ? Number(svg.getAttribute('height')) / own : 1;
  var scale = 1;
  function zoom(to) {
    if (!svg) { return; }
    var next = Math.min(4, Math.max(0.1, to));
    var x = (view.scrollLeft + view.clientWidth / 2) / scale;
    var y = (view.scrollTop + view.clientHeight / 2) / scale;
    scale = next;
    svg.setAttribute('width', String(own * scale));
    svg.setAttribute('height', String(own * scale * ratio));
    view.scrollLeft = x * scale - view.clientWidth / 2;
    view.scrollTop = y * scale - view.clientHeight / 2;
  }
  function fit() { zoom(Math.min(1, view.clientWidth / own)); }
  function all(open) {
    document.querySelectorAll('details').forEach(function (one) { one.open = open; });
  }
  function on(id, act) {
    var button = document.getElementById(id);
    if (button) { button.addEventListener('click', act); }
  }
  on('nearer', function () { zoom(scale * 1.25); });
  on('farther', function () { zoom(scale / 1.25); });
  on('whole', fit);
  on('size', function () { zoom(1); });
  on('unfold', function () { all(true); });
  on('fold', function () { all(false); });
  if (svg) {
    view.addEventListener('keydown', function (event) {
      if (event.key === '+') { zoom(scale * 1.25); event.preventDefault(); }
      if (event.key === '-') { zoom(scale / 1.25); event.preventDefault(); }
      if (event.key === '0') { fit(); event.preventDefault(); }
    });
    view.addEventListener('wheel', function (event) {
      if (event.ctrlKey) { zoom(scale * (event.deltaY > 0 ? 0.9 : 1.1)); event.preventDefault(); }
    }, {passive: false});
    var from = null;
    var moved = false;
    view.addEventListener('pointerdown', function (event) {
      from = {x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop};
      moved = false;
    });
    window.addEventListener('pointermove', function (event) {
      if (from !== null) {
        moved = moved || Math.abs(from.x - event.clientX - view.scrollLeft) + Math.abs(from.y - event.clientY - view.scrollTop) > 4;
        view.scrollLeft = from.x - event.clientX;
        view.scrollTop = from.y - event.clientY;
        view.classList.add('held');
      }
    });
    window.addEventListener('pointerup', function () { from = null; view.classList.remove('held'); });
    view.addEventListener('dragstart', function (event) { event.preventDefault(); });
    view.addEventListener('click', function (event) { if (moved) { event.preventDefault(); } }, true);
    fit();
  }
  function show() {
    var id = decodeURIComponent(window.location.hash.slice(1));
    var target = id === '' ? null : document.getElementById(id);
    for (var at = target; at !== null; at = at.parentElement) {
      if (at.tagName === 'DETAILS') { at.open = true; }
    }
    if (target !== null) { target.scrollIntoView({block: 'center'}); }
  }
  window.addEventListener('hashchange', show);
  window.addEventListener('beforeprint', function () { if (svg) { zoom(1); } all(true); });
  show();
})();
